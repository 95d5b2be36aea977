using System;
using System.Net.Sockets;

namespace VirtualPicoW;

/// <summary>
/// Lets the operating system send segments as small as those of a network. The loopback's may have 64 KB, so that what a board sends at once, two segments of a network, would be one there: and who receives acknowledges two full
/// segments at once, but may keep a board waiting 40 ms for what it knows to be a single one.
/// </summary>
internal static class Segments
{
    /// <summary>What fits into a frame of 1500 bytes.</summary>
    public const int MaxLength = 1460;

    /// <summary>TCP_MAXSEG, on Linux.</summary>
    private const int MaxSegment = 2;

    /// <summary>Limits them, both ways, for a socket that is not connected yet, or for those that it will accept. Only on Linux; elsewhere nobody asks what has been acknowledged.</summary>
    public static void Limit(Socket socket)
    {
        if (OperatingSystem.IsLinux() && socket.SocketType == SocketType.Stream)
        {
            socket.SetRawSocketOption((int)ProtocolType.Tcp, MaxSegment, BitConverter.GetBytes(MaxLength));
        }
    }
}
