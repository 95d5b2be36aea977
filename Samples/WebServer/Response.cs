using System;
using System.Text;
using AsyncCore.Net;

namespace AsyncCore.Samples;

/// <summary>What a browser gets. A page goes out in chunks, so that it may be longer than the board's memory, and nobody need know how long.</summary>
/// <remarks>
/// A chunk stands in the buffer as it goes out: three hexadecimal digits of length, CR LF, the bytes, CR LF. To a browser that knows no chunks only the bytes go
/// out, and the end of the connection is that of the page.
/// </remarks>
internal sealed class Response
{
    private const int HeadLength = 5;
    private const int TailLength = 2;
    private const int BufferLength = 512;
    private const string Digits = "0123456789abcdef";

    private readonly byte[] buffer = new byte[BufferLength];
    private readonly Stream client;
    private readonly bool isChunked;
    private int end = HeadLength;

    internal Response(Stream client, bool isChunked)
    {
        this.client = client;
        this.isChunked = isChunked;
    }

    /// <summary>Sends an answer that has no page; without its text if only the head was asked for.</summary>
    internal static Coroutine SendShort(Stream client, string status, string header, bool isHeadOnly) => client.Write(
        "HTTP/1.1 " + status + "\r\n" + header + "Connection: close\r\nContent-Type: text/plain\r\nContent-Length: " + (status.Length + 1) + "\r\n\r\n"
            + (isHeadOnly ? string.Empty : status + "\n"));

    /// <summary>Sends what comes before a page.</summary>
    internal Coroutine Begin() => client.Write(
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/html; charset=utf-8\r\nCache-Control: no-store\r\n"
            + (isChunked ? "Transfer-Encoding: chunked\r\n\r\n" : "\r\n"));

    /// <summary>Adds to the page.</summary>
    internal async Coroutine Write(string html)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(html);
        for (int count, done = 0; done < bytes.Length; done += count)
        {
            int room = BufferLength - TailLength - end;
            count = bytes.Length - done < room ? bytes.Length - done : room;
            Array.Copy(bytes, done, buffer, end, count);
            end += count;
            if (count == room)
            {
                await Flush();
            }
        }
    }

    /// <summary>Adds text that may hold what HTML takes for its own.</summary>
    internal Coroutine WriteText(string text) => Write(text.IndexOfAny(new[] { '<', '&' }) < 0
        ? text
        : new StringBuilder(text).Replace("&", "&amp;").Replace("<", "&lt;").ToString());

    /// <summary>Sends the rest of the page.</summary>
    internal async Coroutine End()
    {
        await Flush();
        if (isChunked)
        {
            await client.Write("0\r\n\r\n");
        }
    }

    private async Coroutine Flush()
    {
        int length = end - HeadLength;
        end = HeadLength;
        if (length > 0 && !isChunked)
        {
            await client.Write(buffer, HeadLength, length);
        }
        else if (length > 0)
        {
            buffer[0] = (byte)Digits[length >> 8];
            buffer[1] = (byte)Digits[(length >> 4) & 15];
            buffer[2] = (byte)Digits[length & 15];
            PutLineEnd(3);
            PutLineEnd(HeadLength + length);
            await client.Write(buffer, 0, HeadLength + length + TailLength);
        }
    }

    private void PutLineEnd(int position)
    {
        buffer[position] = (byte)'\r';
        buffer[position + 1] = (byte)'\n';
    }
}
