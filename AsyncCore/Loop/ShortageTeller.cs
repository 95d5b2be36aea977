using AsyncCore.CompilerServices;

namespace AsyncCore;

/// <summary>
/// Tells tasks that they were cancelled for which there is no memory to tell it at once. They are marked; this has turns among the others, tells one of them in each, and is
/// behind that one then: so one delivery serves all of them, one after the other.
/// </summary>
internal sealed class ShortageTeller : Coroutine
{
    private readonly EventLoop loop;
    private readonly CancelDelivery delivery;

    internal ShortageTeller(EventLoop loop)
    {
        this.loop = loop;
        delivery = new CancelDelivery(Exception);
        ForUnstarted = new CancelDelivery(Exception);
    }

    /// <summary>One serves all tasks.</summary>
    internal CancelledException Exception { get; } = new CancelledException();

    /// <summary>One serves all tasks that have not started: it has nobody to return to.</summary>
    internal CancelDelivery ForUnstarted { get; }

    public override Awaitable MoveNext()
    {
        State = Finished;
        if (loop.TryTellNext(delivery))
        {
            return Trampoline.NoTime;
        }

        CancelDelivery.IsShort = false;
        loop.RestoreReserve();
        return null;
    }
}
