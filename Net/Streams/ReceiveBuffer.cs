using System;
using System.Text;

namespace AsyncCore.Net;

/// <summary>
/// What has come from a transport and was not taken yet. Plain reads pass it by, straight into the caller's buffer; it holds bytes only while
/// somebody looks for the end of a line, or after a read that was cancelled half-way.
/// </summary>
internal sealed class ReceiveBuffer
{
    /// <summary>What <see cref="IndexOf"/> returns if there is no separator.</summary>
    internal const int NotFound = -1;

    private const int SmallestBuffer = 64;

    private Transport transport;
    private byte[] buffer;
    private int start;
    private int count;

    internal ReceiveBuffer(Transport transport, int limit)
    {
        this.transport = transport;
        Limit = limit;
    }

    /// <summary>How many bytes a line or a record may have.</summary>
    internal int Limit { get; set; }

    /// <summary>Goes on with another transport.</summary>
    internal void Move(Transport other) => transport = other;

    /// <summary>How many bytes it holds.</summary>
    internal int Count => count;

    /// <summary>Takes bytes that are held.</summary>
    /// <returns>How many; not more than it holds.</returns>
    internal int Take(byte[] target, int offset, int wanted)
    {
        int taken = wanted < count ? wanted : count;
        Array.Copy(buffer, start, target, offset, taken);
        start += taken;
        count -= taken;
        return taken;
    }

    /// <summary>Gets more bytes from the transport and holds them. Same result as <see cref="Transport.Read"/>.</summary>
    /// <param name="limit">How many it may hold then; more than it holds now.</param>
    internal int Fill(int limit)
    {
        int room = MakeRoom(0, limit);
        int got = transport.Read(buffer, start + count, room);
        if (got > 0)
        {
            count += got;
        }

        return got;
    }

    /// <summary>Takes back what a read got and could not deliver.</summary>
    internal void PutBack(byte[] source, int offset, int number)
    {
        MakeRoom(number, count + number);
        start -= number;
        count += number;
        Array.Copy(source, offset, buffer, start, number);
    }

    /// <summary>Looks for a separator from a position on.</summary>
    /// <returns>Its position, or <see cref="NotFound"/>.</returns>
    internal int IndexOf(byte[] separator, int from)
    {
        int last = count - separator.Length;
        for (int i = from; i <= last; i++)
        {
            if (buffer[start + i] == separator[0] && IsAt(start + i, separator))
            {
                return i;
            }
        }

        return NotFound;
    }

    /// <summary>Takes bytes that are held, as an array of their own.</summary>
    internal byte[] TakeBytes(int number)
    {
        byte[] bytes = new byte[number];
        if (number > 0)
        {
            Take(bytes, 0, number);
        }

        return bytes;
    }

    /// <summary>Takes bytes that are held, as UTF-8 text.</summary>
    internal string TakeText(int number)
    {
        int from = start;
        start += number;
        count -= number;
        return Encoding.UTF8.GetString(buffer, from, number);
    }

    /// <summary>Moves what is held so that there is room before and after it, in a larger buffer if need be.</summary>
    /// <param name="before">Bytes of room wanted before what is held.</param>
    /// <param name="limit">How many bytes the buffer may have room for, all in all.</param>
    /// <returns>Bytes of room behind what is held: at least 1 if the limit allows it.</returns>
    private int MakeRoom(int before, int limit)
    {
        int needed = before + count < limit ? before + count + 1 : before + count;
        byte[] target = buffer;
        if (buffer == null || buffer.Length < needed)
        {
            target = new byte[Larger(needed, limit)];
        }

        if (count > 0 && (target != buffer || start != before))
        {
            Array.Copy(buffer, start, target, before, count);
        }

        buffer = target;
        start = before;
        return (limit < buffer.Length ? limit : buffer.Length) - before - count;
    }

    private bool IsAt(int position, byte[] separator)
    {
        for (int i = 1; i < separator.Length; i++)
        {
            if (buffer[position + i] != separator[i])
            {
                return false;
            }
        }

        return true;
    }

    private int Larger(int needed, int limit)
    {
        int length = buffer == null ? SmallestBuffer : buffer.Length * 2;
        length = length < limit ? length : limit;
        return length < needed ? needed : length;
    }
}
