using System;
using System.Net.Security;

namespace AsyncCore.Net;

/// <summary>The handshake of a server.</summary>
internal sealed class ServerHandshake : TlsHandshake
{
    private const string NoTls = "the client does not speak TLS";

    /// <summary>For how long nothing of the first record may come. A client sends it in one go, and who does not must not keep one of the few sockets.</summary>
    private const int SilenceMs = 1000;

    /// <summary>Where in the first record the type of its message is, and what that must be; then come three bytes of length.</summary>
    private const int MessageType = 5;
    private const int ClientHello = 1;
    private const int MessageHeaderLength = 4;

    private readonly TlsServerOptions options;
    private readonly byte[] beginning = new byte[MessageType + MessageHeaderLength];

    internal ServerHandshake(PolledSocket socket, TlsServerOptions options)
        : base(socket, socket.Peer, options.HandshakeTimeoutMs) => this.options = options;

    /// <summary>To ask for no certificate has to be said: nanoFramework would turn away every client without one.</summary>
    protected override void Authenticate(SslStream stream) => stream.AuthenticateAsServer(options.Own, false, SslProtocols.Tls12);

    /// <summary>
    /// Waits for the client's first record, and looks whether it can be what a client must send first: for nanoFramework would wait for the rest of it, and the
    /// board with it.
    /// </summary>
    protected override async Coroutine Prepare()
    {
        RecordGate gate = new RecordGate(Socket);
        int available = 0;
        while (true)
        {
            int found = gate.Look();
            if (found == RecordGate.Whole)
            {
                Check(gate);
                return;
            }

            if (found != RecordGate.Nothing && found != RecordGate.Part)
            {
                throw Failed(Describe(found, gate), null);
            }

            if (found == RecordGate.Nothing)
            {
                await Socket.Readable;
                continue;
            }

            if (gate.Type != RecordGate.Handshake)
            {
                throw Failed(NoTls, null);
            }

            if (gate.Available == available)
            {
                throw Failed("the client stopped in the middle of its first record", null);
            }

            available = gate.Available;
            await RestOrSilence();
        }
    }

    private static string Describe(int found, RecordGate gate) => found switch
    {
        RecordGate.End => "the client closed the connection",
        RecordGate.TooLong => "its first record claims " + gate.Length + " bytes, and the board takes " + RecordGate.MaxTextLength + " at most",
        _ => NoTls,
    };

    /// <summary>Ends when the record has come, or nothing more for a while.</summary>
    private async Coroutine RestOrSilence()
    {
        try
        {
            await Asyncio.WaitForMs(Socket.Readable, SilenceMs);
        }
        catch (TimeoutException)
        {
            // Whether anything has come, the next look will tell.
        }
    }

    /// <summary>A greeting that goes on in another record would be waited for, too.</summary>
    private void Check(RecordGate gate)
    {
        int seen = Socket.Peek(beginning);
        if (gate.Type != RecordGate.Handshake || (seen > MessageType && beginning[MessageType] != ClientHello))
        {
            throw Failed(NoTls, null);
        }

        int length = (beginning[MessageType + 1] << 16) + (beginning[MessageType + 2] << 8) + beginning[MessageType + 3];
        if (seen == beginning.Length && length + MessageHeaderLength > gate.Length)
        {
            throw Failed("the client's first record does not hold its whole greeting, and the board takes it in one piece only", null);
        }
    }
}
