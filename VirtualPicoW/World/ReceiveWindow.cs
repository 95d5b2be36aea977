using System;
using System.Net.Sockets;

namespace VirtualPicoW;

/// <summary>
/// lwIP's receive window, for a program that looks at what has come before it takes it. An operating system may stop the sender long before it holds that
/// much: it counts the memory of a segment until the last byte of it is taken. Whoever waits there for more to come would wait for ever.
/// </summary>
internal sealed class ReceiveWindow
{
    /// <summary>lwIP's TCP_WND on this target.</summary>
    private const int Size = 5920;

    private readonly byte[] bytes = new byte[Size];
    private int start;
    private int count;

    /// <summary>How many bytes it holds.</summary>
    public int Count => count;

    /// <summary>Takes over what the system has, as far as there is room.</summary>
    public void FillFrom(Socket socket)
    {
        if (start > 0)
        {
            Array.Copy(bytes, start, bytes, 0, count);
            start = 0;
        }

        while (count < Size && socket.Available > 0)
        {
            count += Math.Max(socket.Receive(bytes.AsSpan(count), SocketFlags.None, out _), 0);
        }
    }

    /// <summary>Gives out bytes; they stay if they are only looked at.</summary>
    public int Give(Span<byte> target, bool peek)
    {
        int given = Math.Min(target.Length, count);
        bytes.AsSpan(start, given).CopyTo(target);
        if (!peek)
        {
            start += given;
            count -= given;
        }

        return given;
    }
}
