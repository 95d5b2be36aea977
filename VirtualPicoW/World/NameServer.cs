using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace VirtualPicoW;

/// <summary>A name server on this machine, for boards in a <see cref="HostWorld"/>. It knows a few hosts, and says of all others that there are none.</summary>
public sealed class NameServer : IDisposable
{
    private const int HeaderLength = 12;

    private readonly UdpClient socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly Dictionary<string, string[]> hosts;

    /// <summary>Starts to answer.</summary>
    /// <param name="hosts">The hosts by name, each with its IPv4 addresses; about a host without addresses, and about those below it, the server keeps silent.</param>
    public NameServer(params (string Name, string[] Addresses)[] hosts)
    {
        this.hosts = hosts.ToDictionary(host => host.Name, host => host.Addresses);
        _ = Serve();
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint => (IPEndPoint)socket.Client.LocalEndPoint!;

    /// <summary>The names that were asked for.</summary>
    public ConcurrentQueue<string> Questions { get; } = [];

    /// <inheritdoc/>
    public void Dispose() => socket.Dispose();

    private static string NameIn(byte[] question)
    {
        List<string> labels = new();
        for (int offset = HeaderLength; question[offset] != 0; offset += question[offset] + 1)
        {
            labels.Add(Encoding.ASCII.GetString(question, offset + 1, question[offset]));
        }

        return string.Join('.', labels);
    }

    private async Task Serve()
    {
        try
        {
            while (true)
            {
                UdpReceiveResult received = await socket.ReceiveAsync();
                string name = NameIn(received.Buffer);
                Questions.Enqueue(name);
                if (!IsKeptSilentAbout(name))
                {
                    await socket.SendAsync(Answer(received.Buffer, name), received.RemoteEndPoint);
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // It was disposed.
        }
    }

    private bool IsKeptSilentAbout(string name) => hosts.Any(
        host => host.Value.Length == 0 && (name == host.Key || name.EndsWith("." + host.Key, StringComparison.Ordinal)));

    private byte[] Answer(byte[] question, string name)
    {
        string[] addresses = hosts.GetValueOrDefault(name, []);
        byte[] header = (byte[])question.Clone();
        header[2] = 0x81;
        header[3] = (byte)(addresses.Length > 0 ? 0x80 : 0x83);
        header[7] = (byte)addresses.Length;
        return [.. header, .. addresses.SelectMany(address => (byte[])[0xC0, HeaderLength, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, .. IPAddress.Parse(address).GetAddressBytes()])];
    }
}
