using System.Net.Sockets;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>The failures of sockets that the board itself decides on.</summary>
internal static class SocketFailures
{
    public static SocketFailure NoSocketFree(int limit) => Of(
        SocketError.TooManyOpenSockets,
        $"All {limit} sockets are in use; listeners, datagram sockets and accepted connections count too. Close one first.");

    public static SocketFailure NetworkDown() => Of(SocketError.NetworkDown, "The board is on no network: join WiFi first.");

    public static SocketFailure LinkLost() => Of(SocketError.NetworkDown, "The WiFi link was lost, and the connection with it.");

    public static SocketFailure Closed() => Of(SocketError.Interrupted, "The socket was closed.");

    public static SocketFailure TimedOut(string operation) => Of(SocketError.TimedOut, $"{operation} took longer than the socket's timeout.");

    public static SocketFailure NotConnected() => Of(SocketError.NotConnected, "The socket is not connected.");

    public static SocketFailure Of(SocketError error, string message) => new((int)error, message);
}
