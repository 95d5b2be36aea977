namespace AsyncCore.Net;

/// <summary>Connects to servers.</summary>
public static class Connection
{
    /// <summary>
    /// Connects. It has no time limit of its own: the network stack gives up after some 20 seconds if nobody answers; for less use
    /// <see cref="Asyncio.WaitForMs(Awaitable, int)"/>. In asyncio: <c>open_connection()</c>.
    /// </summary>
    /// <param name="address">An IPv4 address such as <c>192.168.1.20</c>; names cannot be resolved yet.</param>
    /// <param name="port">The port, 1 to 65535.</param>
    /// <returns>The connection. Close it when it is no longer needed.</returns>
    /// <exception cref="ConnectFailedException">Nobody listens there, or nobody answers.</exception>
    /// <exception cref="TooManySocketsException">The board has no socket left.</exception>
    /// <exception cref="System.ArgumentException">The address is no IPv4 address.</exception>
    /// <exception cref="System.ArgumentOutOfRangeException">The port is out of range.</exception>
    public static async Coroutine<Stream> Open(string address, int port)
    {
        System.Net.IPEndPoint remote = Address.EndPoint(address, port);
        PolledSocket socket = PolledSocket.OpenStream("a connection to " + address);
        await new ConnectAttempt(socket, remote).Run();
        return new Stream(new SocketTransport(socket));
    }
}
