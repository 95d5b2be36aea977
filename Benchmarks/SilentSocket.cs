using AsyncCore;

namespace Benchmarks;

/// <summary>A socket on which nothing comes until it is closed.</summary>
internal sealed class SilentSocket : WaitQueue
{
    private bool isClosed;

    /// <summary>Ends it for those who wait.</summary>
    internal void Close() => isClosed = true;

    /// <summary>Looks, and wakes the tasks that wait if there is a reason to.</summary>
    internal void Poll()
    {
        if (isClosed)
        {
            WakeAll();
        }
    }
}
