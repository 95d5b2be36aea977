namespace AsyncCore.Net;

/// <summary>A transport that closes itself when no byte has come or gone for a time. It stands on another one, of which it knows nothing else.</summary>
internal sealed class IdleTimeoutTransport : Transport
{
    private readonly Transport inner;
    private readonly int limitMs;
    private readonly IdleAlarm alarm;
    private long lastByteMs;
    private bool isTooLate;

    internal IdleTimeoutTransport(Transport inner, int limitMs)
    {
        this.inner = inner;
        this.limitMs = limitMs;
        alarm = new IdleAlarm(this);
        lastByteMs = EventLoop.Current.Clock.NowMs;
        alarm.Arm(EventLoop.Current.DeadlineIn(limitMs));
    }

    /// <inheritdoc/>
    public override string Peer => inner.Peer;

    /// <inheritdoc/>
    public override string Local => inner.Local;

    /// <inheritdoc/>
    protected internal override Transport Base => inner;

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        ThrowIfTooLate();
        return Note(inner.Read(buffer, offset, count));
    }

    /// <inheritdoc/>
    public override int Write(byte[] buffer, int offset, int count)
    {
        ThrowIfTooLate();
        return Note(inner.Write(buffer, offset, count));
    }

    /// <inheritdoc/>
    public override void Close()
    {
        alarm.Disarm();
        inner.Close();
    }

    internal override int Discard()
    {
        ThrowIfTooLate();
        return inner.Discard();
    }

    private int Note(int moved)
    {
        if (moved > 0)
        {
            lastByteMs = EventLoop.Current.Clock.NowMs;
        }

        return moved;
    }

    /// <summary>The alarm is not moved at each byte: when it is due, it asks when the last one was.</summary>
    private void Check()
    {
        long leftMs = lastByteMs + limitMs - EventLoop.Current.Clock.NowMs;
        if (leftMs > 0)
        {
            alarm.Arm(EventLoop.Current.DeadlineIn(leftMs));
            return;
        }

        isTooLate = true;
        Close();
        SignalBoth();
    }

    private void ThrowIfTooLate()
    {
        if (isTooLate)
        {
            throw new IdleTimeoutException(limitMs);
        }
    }

    private sealed class IdleAlarm : Alarm
    {
        private readonly IdleTimeoutTransport transport;

        internal IdleAlarm(IdleTimeoutTransport transport) => this.transport = transport;

        internal override void Due() => transport.Check();
    }
}
