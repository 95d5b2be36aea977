using AsyncCore;

namespace Benchmarks;

/// <summary>Asks sockets on which nothing ever comes, one by one, as must be done on a board.</summary>
internal sealed class SilentPoller : Poller
{
    private readonly SilentSocket[] sockets;

    internal SilentPoller(SilentSocket[] sockets) => this.sockets = sockets;

    public override bool HasWaiters => true;

    public override void Poll()
    {
        for (int i = 0; i < sockets.Length; i++)
        {
            sockets[i].Poll();
        }
    }
}
