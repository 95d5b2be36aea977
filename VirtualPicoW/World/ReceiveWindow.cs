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

    private readonly byte[] _bytes = new byte[Size];
    private int _start;
    private int _count;

    /// <summary>How many bytes it holds.</summary>
    public int Count => _count;

    /// <summary>Takes over what the system has, as far as there is room.</summary>
    public void FillFrom(Socket socket)
    {
        if (_start > 0)
        {
            Array.Copy(_bytes, _start, _bytes, 0, _count);
            _start = 0;
        }

        while (_count < Size && socket.Available > 0)
        {
            _count += Math.Max(socket.Receive(_bytes.AsSpan(_count), SocketFlags.None, out _), 0);
        }
    }

    /// <summary>Gives out bytes; they stay if they are only looked at.</summary>
    public int Give(Span<byte> target, bool peek)
    {
        var given = Math.Min(target.Length, _count);
        _bytes.AsSpan(_start, given).CopyTo(target);
        if (!peek)
        {
            _start += given;
            _count -= given;
        }

        return given;
    }
}
