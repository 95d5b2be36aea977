using System;

namespace AsyncCore.Net;

/// <summary>
/// Asks the sockets that tasks wait for, one by one, whether they are ready: nanoFramework has no select over several. There are
/// never more than a handful.
/// </summary>
internal sealed class SocketPoller : Poller
{
    private static SocketPoller instance;

    private SocketPoller()
    {
    }

    /// <inheritdoc/>
    public override bool HasWaiters
    {
        get
        {
            PolledSocket[] sockets = SocketBudget.Open;
            for (int i = 0; i < sockets.Length; i++)
            {
                PolledSocket socket = sockets[i];
                if (socket != null && (socket.IsAwaited || socket.IsRoomAwaited))
                {
                    return true;
                }
            }

            return SocketBudget.Freed.IsAwaited;
        }
    }

    /// <summary>Sees to it that the loop asks the sockets.</summary>
    /// <exception cref="InvalidOperationException">It asks something else, so that nobody would ever hear of a socket.</exception>
    public static void Attach()
    {
        instance ??= new SocketPoller();
        EventLoop loop = EventLoop.Current;
        loop.Poller ??= instance;
        if (loop.Poller != instance)
        {
            throw new InvalidOperationException(
                "The loop has a " + loop.Poller.GetType().Name + " for its Poller, and sockets need that place. Let a task or an interrupt signal what that one asks for.");
        }
    }

    /// <summary>A socket has sent or received something.</summary>
    public static void NoteExchange() => instance.NoteTraffic();

    /// <inheritdoc/>
    public override void Poll() => PollWaiters();

    internal override bool PollWaiters()
    {
        bool isAwaited = false;
        PolledSocket[] sockets = SocketBudget.Open;
        for (int i = 0; i < sockets.Length; i++)
        {
            PolledSocket socket = sockets[i];
            if (socket != null && socket.Poll())
            {
                isAwaited = true;
            }
        }

        SocketBudget.SignalIfFreed();
        return isAwaited || SocketBudget.Freed.IsAwaited;
    }
}
