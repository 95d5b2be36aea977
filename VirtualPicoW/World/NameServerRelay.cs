using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>
/// A name server of the host as the board sees it: at an address of its own within 127.0.0.0/8 and at port 53, where the real one may be anywhere. It passes
/// datagrams on and knows nothing of what is in them, but the mark of a failure.
/// </summary>
internal sealed class NameServerRelay(Endpoint shown, IPEndPoint server)
{
    private const int MaxDatagramLength = 65535;
    private const byte AnswerMark = 0x80;
    private const byte ServerFailure = 2;
    private const int ShortestQuestion = 12;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lazy<Socket> _voice = new(Open);

    /// <summary>Where the board finds it.</summary>
    public Endpoint Shown => shown;

    /// <summary>Whether a datagram from this sender is an answer of the server.</summary>
    public bool Speaks(EndPoint sender) => _voice.IsValueCreated && sender.Equals(_voice.Value.LocalEndPoint);

    /// <summary>Passes a question on; the answer goes to whoever asked.</summary>
    public void Forward(ReadOnlySpan<byte> question, EndPoint asker) => _ = Ask(question.ToArray(), asker);

    private static Socket Open()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private async Task Ask(byte[] question, EndPoint asker)
    {
        try
        {
            var answer = await Answer(question).ConfigureAwait(false);
            _voice.Value.SendTo(answer.Span, asker);
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            // The datagram is lost, as any datagram may be.
        }
    }

    private async Task<Memory<byte>> Answer(byte[] question)
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            using var patience = new CancellationTokenSource(Patience);
            await socket.ConnectAsync(server, patience.Token).ConfigureAwait(false);
            await socket.SendAsync(question, patience.Token).ConfigureAwait(false);
            var answer = new byte[MaxDatagramLength];
            var length = await socket.ReceiveAsync(answer, patience.Token).ConfigureAwait(false);
            return answer.AsMemory(0, length);
        }
        catch (SocketException) when (question.Length >= ShortestQuestion)
        {
            // Nobody is there: a router says so at once, and does not let the board wait.
            question[2] |= AnswerMark;
            question[3] = ServerFailure;
            return question;
        }
    }
}
