namespace AsyncCore.Net;

/// <summary>The signal that a transport may take something. What a stream has buffered is sent first, without a task.</summary>
internal sealed class WriteReadiness : Readiness
{
    /// <summary>Has something to send when this is signalled; null if nobody has.</summary>
    internal SendBuffer Sender;

    public override bool IsAwaited => HasWaiters || Sender != null;

    public override void Signal()
    {
        Sender?.SendBuffered();
        base.Signal();
    }

    internal override string Describe() => "room to write";
}
