using System.Net.Security;

namespace AsyncCore.Net;

/// <summary>The handshake of a server.</summary>
internal sealed class ServerHandshake : TlsHandshake
{
    private readonly TlsServerOptions options;

    internal ServerHandshake(PolledSocket socket, TlsServerOptions options)
        : base(socket, socket.Peer, options.HandshakeTimeoutMs) => this.options = options;

    /// <summary>To ask for no certificate has to be said: nanoFramework would turn away every client without one.</summary>
    protected override void Authenticate(SslStream stream) => stream.AuthenticateAsServer(options.Own, false, SslProtocols.Tls12);

    /// <summary>Waits for the client's first record.</summary>
    protected override async Coroutine Prepare()
    {
        RecordGate gate = new RecordGate(Socket);
        while (true)
        {
            int found = gate.Look();
            if (found == RecordGate.End)
            {
                throw Failed("the client closed the connection", null);
            }

            if (found != RecordGate.Nothing && gate.Type != RecordGate.Handshake)
            {
                throw Failed("the client does not speak TLS", null);
            }

            if (found == RecordGate.Whole)
            {
                return;
            }

            await Socket.Readable;
        }
    }
}
