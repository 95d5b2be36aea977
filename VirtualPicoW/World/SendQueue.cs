using System;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace VirtualPicoW;

/// <summary>Asks the operating system whether the other end has acknowledged everything that was sent. Only Linux is asked; elsewhere the answer is yes.</summary>
internal static class SendQueue
{
    /// <summary>SIOCOUTQ: how many bytes are in the send queue of a TCP socket, unsent or not acknowledged.</summary>
    private const nuint BytesInQueue = 0x5411;

    /// <summary>True if nothing is left in the send queue of a stream socket.</summary>
    public static bool IsEmpty(Socket socket) => !OperatingSystem.IsLinux() || Ask(socket.SafeHandle, BytesInQueue, out int bytes) != 0 || bytes == 0;

    [DllImport("libc", EntryPoint = "ioctl")]
    private static extern int Ask(SafeSocketHandle socket, nuint question, out int answer);
}
