using System;

namespace AsyncCore.Net;

/// <content>
/// The end of a stream.
/// <code>
///   open ──Close──> sending ──(all is sent)──> taking input away ──(all has arrived and nothing more comes)──> closed
///     │                └────────────────────────────┴──(cannot be, or took too long)─────────────────────────────^
///     └──────────────────────────────────────Abort───────────────────────────────────────────────────────────────^
/// </code>
/// </content>
public sealed partial class Stream
{
    /// <summary>How long <see cref="Close"/> goes on in the background at most, in milliseconds.</summary>
    public const int CloseLimitMs = 10000;

    /// <summary>True once <see cref="Close"/> or <see cref="Abort"/> was called. In asyncio: <c>is_closing()</c>.</summary>
    public bool IsClosing => extras != null && extras.Linger != null && extras.Linger.HasBegun;

    /// <summary>True once the connection has been closed and its socket is free.</summary>
    internal bool IsClosed => extras != null && extras.Linger != null && extras.Linger.Closed.IsSet;

    private Linger Linger => Extras.Linger ??= new Linger(this);

    /// <summary>
    /// Closes the connection, once what was written has arrived; what comes meanwhile is taken away unread. That goes on in the background, for at most
    /// <see cref="CloseLimitMs"/>, and not beyond the end of <c>Run</c>: a program that is about to end awaits <see cref="WaitClosed"/>. Whoever reads or writes meanwhile
    /// is told. Twice is fine. In asyncio: <c>close()</c>.
    /// </summary>
    public void Close()
    {
        if (IsClosing)
        {
            return;
        }

        Linger.HasBegun = true;
        if (UnsentCount == 0 && transport.IsLost)
        {
            // Somebody has been told.
            Abort();
            return;
        }

        BufferWasSent();
        if (UnsentCount == 0 && !EventLoop.Current.IsRunning)
        {
            // Nobody would ever look whether it has arrived.
            Abort();
        }
        else if (!IsClosed)
        {
            Linger.Arm(EventLoop.Current.DeadlineIn(CloseLimitMs));
            transport.SignalBoth();
        }
    }

    /// <summary>Closes the connection at once, without what was written and not yet sent. Twice is fine. In asyncio: <c>transport.abort()</c>.</summary>
    public void Abort()
    {
        Linger.HasBegun = true;
        if (IsClosed)
        {
            return;
        }

        Linger.Stop();
        if (HasOutbox)
        {
            SendBuffer.Clear();
        }

        transport.Close();
        Linger.Closed.Set();
        transport.SignalBoth();
    }

    /// <summary>Waits until the connection has been closed here and its socket is free. In asyncio: <c>wait_closed()</c>.</summary>
    /// <returns>What to await, once.</returns>
    /// <exception cref="ConnectionResetException">Some of what was written could not be sent, or may not have arrived.</exception>
    public async Coroutine WaitClosed()
    {
        await Linger.Closed.Wait();
        ThrowIfFailed();
    }

    /// <summary>Closes the stream and waits for that: <c>await using (Stream stream = await Connection.Open(...))</c>.</summary>
    /// <returns>What to await, once.</returns>
    /// <exception cref="ConnectionResetException">Some of what was written could not be sent, or may not have arrived.</exception>
    public Coroutine DisposeAsync()
    {
        Close();
        return WaitClosed();
    }

    /// <summary>Nothing is left to be handed to the transport, or nothing can be.</summary>
    internal void BufferWasSent()
    {
        if (!IsClosing || UnsentCount > 0)
        {
            return;
        }

        if (HasOutbox && SendBuffer.Failure != null)
        {
            Abort();
        }
        else
        {
            Linger.Watch();
        }
    }

    /// <summary>What is left will not be sent any more.</summary>
    internal void GiveUp(Exception reason)
    {
        SendBuffer.Fail(reason);
        Abort();
    }
}
