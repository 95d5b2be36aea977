using AsyncCore.Net;

namespace AsyncCore.Samples;

/// <summary>What a browser asks for. Everything that it sends has a limit, so that no request can fill the board's memory.</summary>
internal sealed class Request
{
    private const int MaxFirstLineLength = 256;
    private const int MaxHeadersLength = 4096;
    private const int MaxBodyLength = 1024;
    private const int BufferLength = 64;

    private int bodyLength;

    internal string Method { get; private set; }

    internal string Path { get; private set; }

    /// <summary>False for HTTP/1.0, which knows no chunks.</summary>
    internal bool KnowsChunks { get; private set; }

    /// <summary>Reads a request to its end.</summary>
    /// <returns>The request; null if the browser closed without one.</returns>
    /// <exception cref="RefusedException">It is none, or too large.</exception>
    internal static async Coroutine<Request> Read(Stream client)
    {
        string firstLine = await ReadLine(client, MaxFirstLineLength, "414 URI Too Long");
        if (firstLine == null)
        {
            return null;
        }

        Request request = new Request();
        request.ParseFirstLine(firstLine);
        await request.ReadHeaders(client);
        await request.SkipBody(client);
        return request;
    }

    private static async Coroutine<string> ReadLine(Stream client, int limit, string refusal)
    {
        try
        {
            string line = await client.ReadLine(limit);
            return line == null || line.EndsWith("\n") ? line : throw new RefusedException("400 Bad Request");
        }
        catch (LimitOverrunException)
        {
            throw new RefusedException(refusal);
        }
    }

    /// <summary>Such as <c>GET /status HTTP/1.1</c>.</summary>
    private void ParseFirstLine(string line)
    {
        string[] words = line.TrimEnd('\r', '\n').Split(' ');
        if (words.Length != 3 || words[0].Length == 0 || !words[1].StartsWith("/") || !words[2].StartsWith("HTTP/"))
        {
            throw new RefusedException("400 Bad Request");
        }

        if (!words[2].StartsWith("HTTP/1."))
        {
            throw new RefusedException("505 HTTP Version Not Supported");
        }

        Method = words[0];
        Path = words[1];
        KnowsChunks = words[2] != "HTTP/1.0";
    }

    private async Coroutine ReadHeaders(Stream client)
    {
        int left = MaxHeadersLength;
        while (true)
        {
            string line = await ReadLine(client, left, "431 Request Header Fields Too Large");
            if (line == null)
            {
                throw new RefusedException("400 Bad Request");
            }

            left -= line.Length;
            if (line == "\r\n" || line == "\n")
            {
                return;
            }

            if (left <= 0)
            {
                throw new RefusedException("431 Request Header Fields Too Large");
            }

            ParseHeader(line);
        }
    }

    private void ParseHeader(string line)
    {
        int colon = line.IndexOf(':');
        if (colon < 1)
        {
            throw new RefusedException("400 Bad Request");
        }

        string name = line.Substring(0, colon).ToLower();
        if (name == "transfer-encoding")
        {
            throw new RefusedException("411 Length Required");
        }

        if (name == "content-length" && (!int.TryParse(line.Substring(colon + 1).Trim(), out bodyLength) || bodyLength < 0))
        {
            throw new RefusedException("400 Bad Request");
        }
    }

    /// <summary>The buttons of the page send none, and nobody here reads one.</summary>
    private async Coroutine SkipBody(Stream client)
    {
        if (bodyLength > MaxBodyLength)
        {
            throw new RefusedException("413 Content Too Large");
        }

        byte[] buffer = new byte[BufferLength];
        for (int count, left = bodyLength; left > 0; left -= count)
        {
            count = await client.Read(buffer, 0, left < buffer.Length ? left : buffer.Length);
            if (count == 0)
            {
                throw new RefusedException("400 Bad Request");
            }
        }
    }
}
