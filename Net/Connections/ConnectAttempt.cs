using System;
using System.Net;
using System.Net.Sockets;

namespace AsyncCore.Net;

/// <summary>
/// One try to connect to one address. The board can only do that by blocking a thread, and has no limit for it; closing the socket ends it.
/// </summary>
internal sealed class ConnectAttempt
{
    private readonly PolledSocket socket;
    private readonly IPEndPoint remote;

    private ConnectAttempt(PolledSocket socket, IPEndPoint remote)
    {
        this.socket = socket;
        this.remote = remote;
    }

    /// <summary>Opens a socket and connects it. Whichever way that fails, the socket is closed.</summary>
    /// <param name="remote">Whom to connect to.</param>
    /// <param name="purpose">What the connection is for, in the words of a report.</param>
    /// <param name="limitMs">How long to try.</param>
    /// <returns>The socket.</returns>
    /// <exception cref="TimeoutException">Nobody answered in time.</exception>
    /// <exception cref="SocketException">The attempt failed.</exception>
    /// <exception cref="TooManySocketsException">The board has no socket left.</exception>
    internal static async Coroutine<PolledSocket> Run(IPEndPoint remote, string purpose, int limitMs)
    {
        PolledSocket socket = PolledSocket.OpenStream(purpose);
        try
        {
            await Asyncio.WaitForMs(WorkerThread.RunAtOnce(new ConnectAttempt(socket, remote).Connect), limitMs);
            return socket;
        }
        catch
        {
            // If the thread is still connecting, it finds its socket closed, and ends.
            socket.Close();
            throw;
        }
    }

    private object Connect()
    {
        socket.Connect(remote);
        return null;
    }
}
