using System;
using System.Collections.Generic;
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

    /// <summary>As many as a router would keep in mind of one board. For one more the oldest is given up.</summary>
    private const int MaxOpenQuestions = 32;

    /// <summary>For how long answers to a question are passed on, whatever their number.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lazy<Socket> voice = new(Open);
    private readonly Lock gate = new();
    private readonly List<CancellationTokenSource> open = [];

    /// <summary>Where the board finds it.</summary>
    public Endpoint Shown => shown;

    /// <summary>Whether a datagram from this sender is an answer of the server.</summary>
    public bool Speaks(EndPoint sender) => voice.IsValueCreated && sender.Equals(voice.Value.LocalEndPoint);

    /// <summary>Passes a question on; whatever comes back goes to whoever asked.</summary>
    public void Forward(ReadOnlySpan<byte> question, EndPoint asker) => _ = Ask(question.ToArray(), asker);

    private static Socket Open()
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private async Task Ask(byte[] question, EndPoint asker)
    {
        using CancellationTokenSource patience = Begin();
        bool isAnswered = false;
        try
        {
            using Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            await socket.ConnectAsync(server, patience.Token).ConfigureAwait(false);
            await socket.SendAsync(question, patience.Token).ConfigureAwait(false);
            byte[] answer = new byte[MaxDatagramLength];
            while (true)
            {
                int length = await socket.ReceiveAsync(answer, patience.Token).ConfigureAwait(false);
                voice.Value.SendTo(answer.AsSpan(0, length), asker);
                isAnswered = true;
            }
        }
        catch (SocketException) when (!isAnswered && question.Length >= ShortestQuestion)
        {
            // Nobody is there: a router says so at once, and does not let the board wait.
            question[2] |= AnswerMark;
            question[3] = ServerFailure;
            TrySend(question, asker);
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            // There is nothing more to pass on.
        }
        finally
        {
            End(patience);
        }
    }

    private void TrySend(byte[] answer, EndPoint asker)
    {
        try
        {
            voice.Value.SendTo(answer, asker);
        }
        catch (SocketException)
        {
            // The datagram is lost, as any datagram may be.
        }
    }

    private CancellationTokenSource Begin()
    {
        CancellationTokenSource patience = new(Patience);
        lock (gate)
        {
            if (open.Count == MaxOpenQuestions)
            {
                CancellationTokenSource oldest = open[0];
                open.RemoveAt(0);
                oldest.Cancel();
            }

            open.Add(patience);
        }

        return patience;
    }

    private void End(CancellationTokenSource patience)
    {
        lock (gate)
        {
            open.Remove(patience);
        }
    }
}
