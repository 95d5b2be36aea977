using System.Net;
using System.Net.Sockets;
using System.Text;
using AsyncCore;
using AsyncCore.Net;
using static AsyncCore.Asyncio;

namespace NetTests;

/// <summary>The other end of a connection, as a plain socket that Net knows nothing of: for what well-behaved programs do not do.</summary>
internal static class Peer
{
    /// <summary>Connects to a server of this board. The network stack answers by itself, so this does not wait for the loop.</summary>
    internal static Socket Connect(int port)
    {
        Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(new IPEndPoint(IPAddress.Loopback, port));
        return socket;
    }

    /// <summary>Sends a datagram of one byte to a port of this board.</summary>
    internal static void SendDatagram(int port)
    {
        using Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.SendTo(new byte[1], new IPEndPoint(IPAddress.Loopback, port));
    }

    internal static void Send(this Socket socket, string text) => socket.Send(Encoding.UTF8.GetBytes(text));

    /// <summary>Closes with a reset instead of an end.</summary>
    internal static void Reset(this Socket socket)
    {
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Linger, 0);
        socket.Close();
    }

    /// <summary>Waits for what comes next, without holding up the loop: the text, "end" or "reset".</summary>
    internal static async Coroutine<string> Hear(this Socket socket)
    {
        try
        {
            while (!socket.Poll(0, SelectMode.SelectRead))
            {
                await SleepMs(1);
            }

            byte[] buffer = new byte[1000];
            int count = socket.Receive(buffer);
            return count == 0 ? "end" : Encoding.UTF8.GetString(buffer, 0, count);
        }
        catch (SocketException)
        {
            return "reset";
        }
    }

    /// <summary>True if nothing comes for a while.</summary>
    internal static async Coroutine<bool> HearsNothing(this Socket socket)
    {
        await SleepMs(50);
        return !socket.Poll(0, SelectMode.SelectRead);
    }
}
