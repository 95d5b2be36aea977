using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Benchmarks.Runner.Echo;

/// <summary>
/// A client with one message in flight: it sends, waits until all of it has come back, and starts over. The content runs on from message to message, so that a byte that is
/// lost, repeated or out of order is noticed.
/// </summary>
internal sealed class EchoClient : IDisposable
{
    private const int Pattern = 256;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _pattern;
    private readonly byte[] _received;

    public EchoClient(int messageBytes)
    {
        _received = new byte[messageBytes];
        _pattern = [.. Enumerable.Range(0, messageBytes + Pattern).Select(i => (byte)i)];
    }

    /// <summary>How long each round trip took, in ticks of the stopwatch.</summary>
    public List<long> Ticks { get; } = new(1 << 16);

    public Task Connect(int port) => _socket.ConnectAsync(IPAddress.Loopback, port);

    /// <summary>Goes on until told to stop, and notes the time of those that end while it is told to measure.</summary>
    /// <exception cref="InvalidDataException">Something else has come back than was sent.</exception>
    public async Task Converse(LoadPhase phase)
    {
        for (int number = 0; !phase.IsOver; number = (number + 1) % Pattern)
        {
            long start = Stopwatch.GetTimestamp();
            ReadOnlyMemory<byte> message = _pattern.AsMemory(number, _received.Length);
            for (int sent = 0; sent < message.Length;)
            {
                sent += await _socket.SendAsync(message[sent..]);
            }

            for (int count = 0; count < message.Length;)
            {
                int got = await _socket.ReceiveAsync(_received.AsMemory(count));
                count += got > 0 ? got : throw new InvalidDataException("The server has closed the connection.");
            }

            if (!message.Span.SequenceEqual(_received))
            {
                throw new InvalidDataException("What has come back is not what was sent.");
            }

            if (phase.IsMeasuring)
            {
                Ticks.Add(Stopwatch.GetTimestamp() - start);
            }
        }
    }

    public void Dispose() => _socket.Dispose();
}
