using System;
using System.Net.Security;

namespace AsyncCore.Net;

/// <summary>
/// One handshake, which makes a TLS connection of a socket or closes it. It runs on a thread of its own, because it computes and waits within
/// nanoFramework; today's boards hold up all threads for that, and nothing can end it there.
/// </summary>
/// <remarks>
/// <code>
///   server: wait for the client's first record ──┐
///   client: ─────────────────────────────────────┴─> thread: authenticate ──> transport
///                                        (time is up, cancelled, failed) ──> closed
/// </code>
/// A server first waits, without nanoFramework, for what a client that speaks TLS must send first. So whoever connects and says nothing, or
/// speaks something else, costs the board no time.
/// </remarks>
internal abstract class TlsHandshake
{
    private readonly EventLoop loop = EventLoop.Current;
    private readonly string peer;
    private readonly int limitMs;
    private SslStream stream;
    private bool isGivenUp;
    private long tookMs;

    internal TlsHandshake(PolledSocket socket, string peer, int limitMs)
    {
        Socket = socket;
        this.peer = peer;
        this.limitMs = limitMs;
    }

    /// <summary>The socket to do it over.</summary>
    protected PolledSocket Socket { get; }

    /// <summary>What TLS can be done over.</summary>
    /// <exception cref="InvalidOperationException">Not over this.</exception>
    internal static PolledSocket SocketOf(Transport transport) => transport as PolledSocket ??
        throw new InvalidOperationException("TLS needs a connection over a socket, with nothing in between: no TLS yet, no filter, no idle timeout.");

    /// <summary>Does the handshake.</summary>
    /// <exception cref="HandshakeFailedException">It failed, or took too long. The socket is closed.</exception>
    internal async Coroutine<Transport> Run()
    {
        try
        {
            stream = Socket.OverTls();
            await Asyncio.WaitForMs(Shake(), limitMs);
            ReportIfSlow();
            return new TlsTransport(Socket, stream);
        }
        catch (CancelledException)
        {
            GiveUp();
            throw;
        }
        catch (TimeoutException exception)
        {
            GiveUp();
            throw Failed("it took longer than " + limitMs + " ms", exception);
        }
        catch (Exception exception)
        {
            GiveUp();
            ReportIfSlow();
            throw exception is HandshakeFailedException ? exception : Failed(HandshakeReason.Of(exception), exception);
        }
    }

    /// <summary>Lets nanoFramework do it.</summary>
    protected abstract void Authenticate(SslStream stream);

    /// <summary>Waits for what has to come before it is worth the time of the board.</summary>
    protected abstract Coroutine Prepare();

    /// <summary>What to throw.</summary>
    protected HandshakeFailedException Failed(string reason, Exception exception) =>
        new HandshakeFailedException("The TLS handshake with " + peer + " failed: " + reason + ".", exception);

    private async Coroutine Shake()
    {
        await Prepare();
        await WorkerThread.RunAtOnce(Work);
    }

    /// <summary>Runs on a thread of its own, unless it was given up before that could start.</summary>
    private object Work()
    {
        if (isGivenUp)
        {
            return null;
        }

        long beganMs = loop.Clock.NowMs;
        loop.BeginHold();
        try
        {
            Authenticate(stream);
        }
        catch
        {
            // At once: nanoFramework has let go of the socket's number already, and closes whoever gets it next with it.
            stream.Dispose();
            throw;
        }
        finally
        {
            loop.EndHold();
            tookMs = loop.Clock.NowMs - beganMs;
        }

        return null;
    }

    private void GiveUp()
    {
        isGivenUp = true;
        stream?.Dispose();
        Socket.Close();
    }

    /// <summary>On a board all tasks stood still meanwhile, and none of them is to blame for it.</summary>
    private void ReportIfSlow()
    {
        if (loop.SlowTurnMs > 0 && tookMs >= loop.SlowTurnMs)
        {
            loop.Report(new ExceptionContext(
                "The TLS handshake with " + peer + " took " + tookMs + " ms, in which a board does nothing else", null, null));
        }
    }
}
