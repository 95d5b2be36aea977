using System;
using System.Threading.Tasks;

namespace VirtualPicoW;

/// <summary>Lets peers wait for a change, again and again.</summary>
internal sealed class Signal
{
    private TaskCompletionSource? change;

    /// <summary>Something has changed.</summary>
    public void Set()
    {
        TaskCompletionSource? waiting = change;
        change = null;
        waiting?.SetResult();
    }

    /// <summary>Waits until something is so, looking at each change.</summary>
    public async Task Until(Func<bool> isSo)
    {
        while (!isSo())
        {
            change ??= new TaskCompletionSource();
            await change.Task;
        }
    }
}
