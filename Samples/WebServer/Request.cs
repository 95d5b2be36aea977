using System.Text;
using AsyncCore.Net;

namespace AsyncCore.Samples;

/// <summary>What a browser asks for. Everything that it sends has a limit, so that no request can fill the board's memory.</summary>
internal sealed class Request
{
    private const int MaxEmptyLines = 4;
    private const int MaxFirstLineLength = 256;
    private const int MaxHeadersLength = 4096;
    private const int MaxBodyLength = 1024;
    private const int BufferLength = 64;
    private const int MaxDigits = 4;
    private const string Digits = "0123456789";
    private const int Unknown = -1;
    private const string NoTokenCharacters = "()<>@,;:\\\"/[]?={} \t";
    private const string NoHostCharacters = "<>@,;\\\"/?#{}|^` \t";

    private int bodyLength = Unknown;
    private bool waitsToSend;
    private string host;
    private string origin;
    private string fetchSite;
    private string form = string.Empty;

    /// <summary>Such as <c>GET</c>; null until the first line was read.</summary>
    internal string Method { get; private set; }

    /// <summary>Such as <c>/status</c>, without what follows a question mark.</summary>
    internal string Path { get; private set; }

    /// <summary>False for HTTP/1.0, which knows no chunks.</summary>
    internal bool KnowsChunks { get; private set; }

    /// <summary>
    /// True if the page that sends this is another site's. Any page may have a browser send a form to the board; browsers say which one did, and to whom they believe to
    /// speak. That must be an address: behind a name another site could hide, for it may let its own name lead to the board. A program that is no browser says nothing of it.
    /// </summary>
    internal bool ComesFromElsewhere =>
        (host != null && !IsAddress(host))
        || (origin != null && origin != "http://" + host)
        || (fetchSite != null && fetchSite != "same-origin" && fetchSite != "none");

    /// <summary>Reads a request to its end.</summary>
    /// <returns>False if the browser closed without one.</returns>
    /// <exception cref="RefusedException">It is none, or too large.</exception>
    internal async Coroutine<bool> Read(Stream client)
    {
        if (!await ReadFirstLine(client))
        {
            return false;
        }

        await ReadHeaders(client);
        if (KnowsChunks && host == null)
        {
            throw BadRequest();
        }

        await ReadBody(client);
        return true;
    }

    /// <summary>The number of at most four digits that a form consists of, such as <c>ms=500</c>; -1 if it is anything else.</summary>
    internal int FormNumber(string name)
    {
        string digits = form.StartsWith(name + "=") ? form.Substring(name.Length + 1) : string.Empty;
        return digits.Length > 0 && digits.Length <= MaxDigits && ConsistsOf(digits, Digits) ? int.Parse(digits) : -1;
    }

    private static async Coroutine<string> ReadLine(Stream client, int limit, string refusal)
    {
        try
        {
            string line = await client.ReadLine(limit);
            return line == null || line.EndsWith("\n") ? line : throw BadRequest();
        }
        catch (LimitOverrunException)
        {
            throw new RefusedException(refusal);
        }
    }

    private static RefusedException BadRequest() => new RefusedException("400 Bad Request");

    /// <summary>An address or this very machine, perhaps with a port: nobody can have bought such a name.</summary>
    private static bool IsAddress(string host)
    {
        int colon = host.IndexOf(':');
        string name = colon < 0 ? host : host.Substring(0, colon);
        return name == "localhost" || (name.Length > 0 && ConsistsOf(name, "0123456789."));
    }

    private static bool ConsistsOf(string text, string characters)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (characters.IndexOf(text[i]) < 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A line without its end, in which there is nothing that does not belong into a line.</summary>
    private static string Content(string line)
    {
        string content = line.Substring(0, line.Length - (line.EndsWith("\r\n") ? 2 : 1));
        for (int i = 0; i < content.Length; i++)
        {
            if (content[i] < ' ' && content[i] != '\t')
            {
                throw BadRequest();
            }
        }

        return content;
    }

    /// <summary>Reads the first line. Some browsers send the end of a line too many before it.</summary>
    private async Coroutine<bool> ReadFirstLine(Stream client)
    {
        for (int i = 0; i <= MaxEmptyLines; i++)
        {
            string line = await ReadLine(client, MaxFirstLineLength, "414 URI Too Long");
            if (line == null)
            {
                return i == 0 ? false : throw BadRequest();
            }

            string content = Content(line);
            if (content.Length > 0)
            {
                ParseFirstLine(content);
                return true;
            }
        }

        throw BadRequest();
    }

    /// <summary>Such as <c>GET /status HTTP/1.1</c>.</summary>
    private void ParseFirstLine(string line)
    {
        string[] words = line.Split(' ');
        if (words.Length != 3 || words[0].Length == 0 || !words[1].StartsWith("/") || !IsVersion(words[2]))
        {
            throw BadRequest();
        }

        if (!words[2].StartsWith("HTTP/1."))
        {
            throw new RefusedException("505 HTTP Version Not Supported");
        }

        int query = words[1].IndexOf('?');
        Method = words[0];
        Path = query < 0 ? words[1] : words[1].Substring(0, query);
        KnowsChunks = words[2] != "HTTP/1.0";
    }

    private static bool IsVersion(string word) =>
        word.StartsWith("HTTP/") && word.Length == 8 && word[6] == '.' && ConsistsOf(word.Substring(5, 1) + word[7], Digits);

    private async Coroutine ReadHeaders(Stream client)
    {
        int left = MaxHeadersLength;
        while (true)
        {
            string line = await ReadLine(client, left, "431 Request Header Fields Too Large");
            if (line == null)
            {
                throw BadRequest();
            }

            left -= line.Length;
            string content = Content(line);
            if (content.Length == 0)
            {
                return;
            }

            if (left <= 0)
            {
                throw new RefusedException("431 Request Header Fields Too Large");
            }

            ParseHeader(content);
        }
    }

    private void ParseHeader(string line)
    {
        int colon = line.IndexOf(':');
        if (colon < 1 || line.Substring(0, colon).IndexOfAny(NoTokenCharacters.ToCharArray()) >= 0)
        {
            throw BadRequest();
        }

        string value = line.Substring(colon + 1).Trim();
        switch (line.Substring(0, colon).ToLower())
        {
            case "host":
                SetHost(value);
                break;
            case "origin":
                origin = value.ToLower();
                break;
            case "sec-fetch-site":
                fetchSite = value.ToLower();
                break;
            case "content-length":
                SetBodyLength(value);
                break;
            case "transfer-encoding":
                throw new RefusedException("411 Length Required");
            case "expect":
                waitsToSend = value.ToLower() == "100-continue" ? true : throw new RefusedException("417 Expectation Failed");
                break;
        }
    }

    private void SetHost(string value)
    {
        if (host != null || value.IndexOfAny(NoHostCharacters.ToCharArray()) >= 0)
        {
            throw BadRequest();
        }

        host = value.ToLower();
    }

    /// <summary>Digits and nothing else, and if it is said again, the same.</summary>
    private void SetBodyLength(string value)
    {
        if (value.Length == 0 || !ConsistsOf(value, Digits))
        {
            throw BadRequest();
        }

        int length = 0;
        for (int i = 0; i < value.Length && length <= MaxBodyLength; i++)
        {
            length = (length * 10) + (value[i] - '0');
        }

        if (bodyLength != Unknown && bodyLength != length)
        {
            throw BadRequest();
        }

        bodyLength = length;
    }

    /// <summary>Of a long one only the beginning is kept: no form here is long.</summary>
    private async Coroutine ReadBody(Stream client)
    {
        if (bodyLength > MaxBodyLength)
        {
            throw new RefusedException("413 Content Too Large");
        }

        if (waitsToSend && KnowsChunks && bodyLength > 0)
        {
            await client.Write("HTTP/1.1 100 Continue\r\n\r\n");
        }

        byte[] buffer = new byte[BufferLength];
        for (int count, left = bodyLength; left > 0; left -= count)
        {
            count = await client.Read(buffer, 0, left < buffer.Length ? left : buffer.Length);
            if (count == 0)
            {
                throw BadRequest();
            }

            form += form.Length < buffer.Length ? Encoding.UTF8.GetString(buffer, 0, count) : string.Empty;
        }
    }
}
