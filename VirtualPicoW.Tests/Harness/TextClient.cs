using System;
using System.IO;
using System.Net.Sockets;
using System.Text;

namespace VirtualPicoW.Tests;

/// <summary>A connection to a board, as netcat makes it: text out, text in.</summary>
internal sealed class TextClient : IDisposable
{
    private readonly TcpClient client;
    private readonly NetworkStream stream;
    private readonly StreamReader reader;

    public TextClient(int port)
        : this(new TcpClient("127.0.0.1", port))
    {
    }

    public TextClient(TcpClient client)
    {
        this.client = client;
        stream = client.GetStream();
        stream.ReadTimeout = (int)TestBoards.Patience.TotalMilliseconds;
        reader = new StreamReader(stream, Encoding.Latin1);
    }

    public void Send(string text) => Send(Encoding.Latin1.GetBytes(text));

    public void Send(byte[] bytes) => stream.Write(bytes);

    /// <summary>The next line without its end; null at the end of the stream.</summary>
    public string? ReadLine() => reader.ReadLine();

    /// <summary>Sends a line and returns the one that comes back.</summary>
    public string? Ask(string line)
    {
        Send(line + "\n");
        return ReadLine();
    }

    /// <summary>Everything up to the end of the stream; a reset is an end, too.</summary>
    public string ReadToEnd()
    {
        StringBuilder text = new();
        try
        {
            for (int character = reader.Read(); character >= 0; character = reader.Read())
            {
                text.Append((char)character);
            }
        }
        catch (IOException exception) when (exception.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
        }

        return text.ToString();
    }

    /// <summary>Says that nothing more comes, and goes on listening.</summary>
    public void Finish() => client.Client.Shutdown(SocketShutdown.Send);

    /// <summary>Goes away without taking leave.</summary>
    public void Reset()
    {
        // Not through the client, which would say goodbye first.
        client.LingerState = new LingerOption(true, 0);
        client.Client.Dispose();
    }

    public void Dispose() => client.Dispose();
}
