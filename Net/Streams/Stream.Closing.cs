using System;

namespace AsyncCore.Net;

/// <content>
/// The end of a stream.
/// <code>
///   open ──Close──> closing ──(all is sent, or cannot be, or took too long)──> closed
///     └────────────────┴──Abort────────────────────────────────────────────────^
/// </code>
/// </content>
public sealed partial class Stream
{
    /// <summary>How long <see cref="Close"/> tries to send what is left, in milliseconds.</summary>
    public const int CloseLimitMs = 10000;

    /// <summary>True once <see cref="Close"/> or <see cref="Abort"/> was called. In asyncio: <c>is_closing()</c>.</summary>
    public bool IsClosing => extras != null && extras.Linger != null && extras.Linger.HasBegun;

    private Linger Linger => Extras.Linger ??= new Linger(this);

    /// <summary>
    /// Closes the connection, once what was written has been sent; that goes on in the background, for at most <see cref="CloseLimitMs"/>, and not beyond the
    /// end of <c>Run</c>: a program that is about to end awaits <see cref="WaitClosed"/>. Whoever reads or writes meanwhile is told. Twice is fine. In asyncio: <c>close()</c>.
    /// </summary>
    public void Close()
    {
        if (IsClosing)
        {
            return;
        }

        Linger.HasBegun = true;
        if (UnsentCount == 0)
        {
            Abort();
            return;
        }

        Linger.Arm(EventLoop.Current.DeadlineIn(CloseLimitMs));
        transport.SignalBoth();
    }

    /// <summary>Closes the connection at once, without what was written and not yet sent. Twice is fine. In asyncio: <c>transport.abort()</c>.</summary>
    public void Abort()
    {
        Linger.HasBegun = true;
        if (Linger.Closed.IsSet)
        {
            return;
        }

        Linger.Disarm();
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
    /// <exception cref="ConnectionResetException">Some of what was written could not be sent.</exception>
    public async Coroutine WaitClosed()
    {
        await Linger.Closed.Wait();
        ThrowIfFailed();
    }

    /// <summary>Closes the stream and waits for that: <c>await using (Stream stream = await Connection.Open(...))</c>.</summary>
    /// <returns>What to await, once.</returns>
    /// <exception cref="ConnectionResetException">Some of what was written could not be sent.</exception>
    public Coroutine DisposeAsync()
    {
        Close();
        return WaitClosed();
    }

    /// <summary>Nothing is left to be sent, or nothing can be.</summary>
    internal void BufferWasSent()
    {
        if (IsClosing)
        {
            Abort();
        }
    }

    /// <summary>What is left will not be sent any more.</summary>
    internal void GiveUp(string reason)
    {
        SendBuffer.Fail(new ConnectionResetException(reason));
        Abort();
    }
}
