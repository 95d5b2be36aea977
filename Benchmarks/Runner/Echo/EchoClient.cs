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

    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] pattern;
    private readonly byte[] received;

    public EchoClient(int messageBytes)
    {
        received = new byte[messageBytes];
        pattern = [.. Enumerable.Range(0, messageBytes + Pattern).Select(i => (byte)i)];
    }

    /// <summary>How long each round trip took, in ticks of the stopwatch.</summary>
    public List<long> Ticks { get; } = new(1 << 16);

    public Task Connect(int port) => socket.ConnectAsync(IPAddress.Loopback, port);

    /// <summary>Goes on until told to stop, and notes the time of those that end while it is told to measure.</summary>
    /// <exception cref="InvalidDataException">Something else has come back than was sent.</exception>
    public async Task Converse(LoadPhase phase)
    {
        for (int number = 0; !phase.IsOver; number = (number + 1) % Pattern)
        {
            long start = Stopwatch.GetTimestamp();
            ReadOnlyMemory<byte> message = pattern.AsMemory(number, received.Length);
            for (int sent = 0; sent < message.Length;)
            {
                sent += await socket.SendAsync(message[sent..]);
            }

            for (int count = 0; count < message.Length;)
            {
                int got = await socket.ReceiveAsync(received.AsMemory(count));
                count += got > 0 ? got : throw new InvalidDataException("The server has closed the connection.");
            }

            if (!message.Span.SequenceEqual(received))
            {
                throw new InvalidDataException("What has come back is not what was sent.");
            }

            if (phase.IsMeasuring)
            {
                Ticks.Add(Stopwatch.GetTimestamp() - start);
            }
        }
    }

    public void Dispose() => socket.Dispose();
}
