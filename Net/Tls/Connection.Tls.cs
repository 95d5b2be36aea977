using System;

namespace AsyncCore.Net;

/// <content>Connecting over TLS.</content>
public static partial class Connection
{
    /// <summary>
    /// Connects and begins TLS. A board's processor computes at that for some seconds, in which nothing else runs: see docs/networking.md. In
    /// asyncio: <c>open_connection(host, port, ssl=...)</c>.
    /// </summary>
    /// <param name="host">The host; also the name that the server's certificate must have.</param>
    /// <param name="port">The port, 1 to 65535.</param>
    /// <param name="tls">Whom to trust.</param>
    /// <param name="connectTimeoutMs">How long to try to connect, as without TLS; the handshake has a limit of its own.</param>
    /// <returns>The connection. Close it when it is no longer needed.</returns>
    /// <exception cref="HandshakeFailedException">The server is not who it should be, speaks no TLS 1.2, or is too slow.</exception>
    /// <exception cref="ConnectFailedException">Nobody could be reached: as without TLS, see <see cref="Open(string, int, int)"/>.</exception>
    public static async Coroutine<Stream> Open(string host, int port, TlsClientOptions tls, int connectTimeoutMs = DefaultConnectTimeoutMs)
    {
        if (tls == null)
        {
            throw new ArgumentNullException(nameof(tls));
        }

        Stream stream = await Open(host, port, connectTimeoutMs);
        await stream.StartTls(host, tls);
        return stream;
    }
}
