using System;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace VirtualPicoW;

/// <summary>
/// Knows whether the other end has acknowledged everything that a connection has sent, as that of a network would have: who receives more than one segment acknowledges it at once. On the loopback, where what is sent
/// is there, the system may leave that until the other end answers or 40 ms are over; so what was more than a segment is acknowledged here when all of it is sent. Only Linux is asked; elsewhere the answer is yes.
/// </summary>
internal sealed class SendQueue(Socket socket)
{
    /// <summary>SIOCOUTQ: how many bytes are in the send queue of a TCP socket, unsent or not acknowledged.</summary>
    private const nuint BytesInQueue = 0x5411;

    /// <summary>SIOCOUTQNSD: how many of them are unsent.</summary>
    private const nuint BytesUnsent = 0x894B;

    /// <summary>What was sent since all was acknowledged, and no more than is needed to know that it was more than a segment.</summary>
    private volatile int bytes;

    /// <summary>True if nothing is left to be acknowledged.</summary>
    public bool IsEmpty
    {
        get
        {
            if (bytes > 0 && IsAcknowledged())
            {
                bytes = 0;
            }

            return bytes == 0;
        }
    }

    /// <summary>Something was sent.</summary>
    public void NoteSent(int count) => bytes = Math.Min(bytes + count, Segments.MaxLength + 1);

    /// <summary>Nobody will ever acknowledge what was sent.</summary>
    public void Forget() => bytes = 0;

    private bool IsAcknowledged() =>
        !OperatingSystem.IsLinux() || Ask(socket.SafeHandle, bytes > Segments.MaxLength ? BytesUnsent : BytesInQueue, out int left) != 0 || left == 0;

    [DllImport("libc", EntryPoint = "ioctl")]
    private static extern int Ask(SafeSocketHandle socket, nuint question, out int answer);
}
