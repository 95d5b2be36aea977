using System;

namespace AsyncCore.Net;

/// <content>TLS that begins on a connection that is open.</content>
/// <remarks>
/// When the other end cuts a connection without the goodbye that TLS has for that, a read throws a <see cref="ConnectionResetException"/> instead of returning 0:
/// the end of what was sent may be missing.
/// </remarks>
public sealed partial class Stream
{
    /// <summary>Goes on over TLS, with a server that waits for that. In asyncio: <c>StreamWriter.start_tls()</c>.</summary>
    /// <param name="host">The name that the server's certificate must have.</param>
    /// <param name="tls">Whom to trust.</param>
    /// <returns>What to await, once. Cancelled, it leaves the stream closed.</returns>
    /// <exception cref="HandshakeFailedException">The server is not who it should be, speaks no TLS 1.2, or is too slow. The stream is closed.</exception>
    /// <exception cref="InvalidOperationException">The stream is in use, or is not one over a socket.</exception>
    /// <exception cref="ObjectDisposedException">The stream was closed here.</exception>
    public Coroutine StartTls(string host, TlsClientOptions tls)
    {
        if (host == null || tls == null)
        {
            throw new ArgumentNullException(host == null ? nameof(host) : nameof(tls));
        }

        return Change(new ClientHandshake(TlsHandshake.SocketOf(transport), host, tls));
    }

    /// <summary>Goes on over TLS as the server, with a client that waits for that. In asyncio: <c>StreamWriter.start_tls()</c>.</summary>
    /// <param name="tls">The certificate to show.</param>
    /// <returns>What to await, once. Cancelled, it leaves the stream closed.</returns>
    /// <exception cref="HandshakeFailedException">The client does not trust the certificate, speaks no TLS 1.2, or is too slow. The stream is closed.</exception>
    /// <exception cref="InvalidOperationException">The stream is in use, or is not one over a socket.</exception>
    /// <exception cref="ObjectDisposedException">The stream was closed here.</exception>
    public Coroutine StartTls(TlsServerOptions tls)
    {
        if (tls == null)
        {
            throw new ArgumentNullException(nameof(tls));
        }

        return Change(new ServerHandshake(TlsHandshake.SocketOf(transport), tls));
    }

    /// <summary>Puts TLS between the stream and its socket. Nobody else reads or writes meanwhile.</summary>
    private async Coroutine Change(TlsHandshake handshake)
    {
        BeginRead();
        try
        {
            if (IsBusyWriting || UnsentCount > 0 || (HasInbox && ReceiveBuffer.Count > 0))
            {
                throw new InvalidOperationException(
                    "TLS begins on a stream at rest: let writes end, drain it, and read no further than to where the other end waits for TLS.");
            }

            SendBuffer.Writer = Asyncio.CurrentTask;
            await Become(handshake);
        }
        finally
        {
            EndRead();
            LeaveWrite();
        }
    }

    private async Coroutine Become(TlsHandshake handshake)
    {
        try
        {
            Transport secure = await handshake.Run();
            if (IsClosing)
            {
                secure.Close();
                throw new ObjectDisposedException("The stream was closed.");
            }

            transport = secure;
            extras.ReceiveBuffer?.Move(secure);
        }
        catch
        {
            Abort();
            throw;
        }
    }
}
