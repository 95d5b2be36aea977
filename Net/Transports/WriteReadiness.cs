namespace AsyncCore.Net;

/// <summary>The signal that a transport may take something. What a stream has buffered is sent first, without a task.</summary>
internal sealed class WriteReadiness : Readiness
{
    /// <summary>Has something to send when this is signalled; null if nobody has.</summary>
    internal SendBuffer Sender;

    /// <summary>Waits until what was sent has arrived; null if nobody does.</summary>
    internal Linger Linger;

    public override bool IsAwaited => HasWaiters || Sender != null || Linger != null;

    public override void Signal()
    {
        Sender?.SendBuffered();
        Linger?.Look();
        base.Signal();
    }

    internal override string Describe() => "room to write";
}
