using System;
using AsyncCore;
using AsyncCore.Net;
using static AsyncCore.Asyncio;

namespace UnitTests;

/// <summary>Two streams that are connected within memory, and what tests do with them. Reads and writes say in the <see cref="Trace"/> how they ended.</summary>
internal static class NetPair
{
    /// <summary>The transport under <see cref="Near"/>.</summary>
    internal static MemoryTransport Transport { get; private set; }

    internal static Stream Near { get; private set; }

    internal static Stream Far { get; private set; }

    /// <summary>Makes a new pair, of which each direction holds so many bytes.</summary>
    internal static void Connect(int capacity)
    {
        Transport = new MemoryTransport(capacity);
        Near = new Stream(Transport);
        Far = new Stream(Transport.Other);
    }

    /// <summary>Writes ASCII text.</summary>
    internal static Coroutine Send(Stream stream, string text)
    {
        byte[] bytes = new byte[text.Length];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)text[i];
        }

        return stream.Write(bytes, 0, bytes.Length);
    }

    /// <summary>Writes so many zeros.</summary>
    internal static Coroutine SendZeros(Stream stream, int count) => stream.Write(new byte[count], 0, count);

    /// <summary>Bytes as ASCII text.</summary>
    internal static string Text(byte[] bytes, int count)
    {
        string text = "";
        for (int i = 0; i < count; i++)
        {
            text += (char)bytes[i];
        }

        return text;
    }

    /// <summary>Reads once and says what: <c>'hello'</c>; at the end of the stream <c>''</c>.</summary>
    internal static async Coroutine SayRead(Stream stream, int count)
    {
        byte[] buffer = new byte[count];
        try
        {
            int number = await stream.Read(buffer, 0, count);
            Trace.Add("'" + Text(buffer, number) + "'");
        }
        catch (Exception exception) when (exception is not CancelledException)
        {
            Trace.Add(Word(exception));
        }
    }

    /// <summary>Reads exactly so many bytes and says which.</summary>
    internal static async Coroutine SayReadExactly(Stream stream, int count)
    {
        byte[] buffer = new byte[count];
        try
        {
            await stream.ReadExactly(buffer, 0, count);
            Trace.Add("'" + Text(buffer, count) + "'");
        }
        catch (Exception exception) when (exception is not CancelledException)
        {
            Trace.Add(Word(exception));
        }
    }

    /// <summary>Reads a line and says which, with <c>$</c> for its end: <c>'one$'</c>, or <c>null</c>.</summary>
    internal static async Coroutine SayReadLine(Stream stream, int limit)
    {
        try
        {
            string line = await stream.ReadLine(limit);
            if (line == null)
            {
                Trace.Add("null");
                return;
            }

            bool isWhole = line[line.Length - 1] == '\n';
            Trace.Add("'" + (isWhole ? line.Substring(0, line.Length - 1) + "$" : line) + "'");
        }
        catch (Exception exception) when (exception is not CancelledException)
        {
            Trace.Add(Word(exception));
        }
    }

    /// <summary>Reads up to a separator and says what.</summary>
    internal static async Coroutine SayReadUntil(Stream stream, char separator, int limit)
    {
        try
        {
            byte[] bytes = await stream.ReadUntil((byte)separator, limit);
            Trace.Add("'" + Text(bytes, bytes.Length) + "'");
        }
        catch (Exception exception) when (exception is not CancelledException)
        {
            Trace.Add(Word(exception));
        }
    }

    /// <summary>Does something and says how it ended, also if it was cancelled: <c>write:ok</c>, <c>write:reset</c>.</summary>
    internal static async Coroutine Say(string word, Coroutine work)
    {
        try
        {
            await work;
            Trace.Add(word + ":ok");
        }
        catch (Exception exception)
        {
            Trace.Add(word + ":" + Word(exception));
            if (exception is CancelledException)
            {
                throw;
            }
        }
    }

    /// <summary>Does something for a time, at the end of which it must still be waiting.</summary>
    internal static async Coroutine TimeOut(Coroutine work, int limitMs)
    {
        try
        {
            await WaitForMs(work, limitMs);
            Trace.Add("in_time");
        }
        catch (TimeoutException)
        {
            Trace.Add("timeout");
        }
    }

    /// <summary>Reads to the end of the stream and says how many bytes that were.</summary>
    internal static async Coroutine SayBytesToTheEnd(Stream stream)
    {
        byte[] buffer = new byte[100];
        int total = 0;
        int number;
        while ((number = await stream.Read(buffer, 0, buffer.Length)) > 0)
        {
            total += number;
        }

        Trace.Add("bytes:" + total);
    }

    /// <summary>An exception in a word.</summary>
    internal static string Word(Exception exception)
    {
        if (exception is ConnectionResetException)
        {
            return "reset";
        }

        if (exception is ObjectDisposedException)
        {
            return "closed";
        }

        if (exception is ArgumentOutOfRangeException)
        {
            return "range";
        }

        if (exception is LimitOverrunException)
        {
            return "limit:" + ((LimitOverrunException)exception).Limit;
        }

        if (exception is IncompleteReadException)
        {
            IncompleteReadException incomplete = (IncompleteReadException)exception;
            return "only:'" + Text(incomplete.Partial, incomplete.Partial.Length) + "'/" + incomplete.Expected;
        }

        return Scripts.Word(exception);
    }
}
