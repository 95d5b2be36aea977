using System;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace VirtualPicoW.Tests;

/// <summary>The other end of a board's connection: .NET's TLS over a socket that a test can also use by itself.</summary>
internal sealed class TlsPeer : IDisposable
{
    private readonly TcpClient client;
    private readonly SslStream stream;

    private TlsPeer(TcpClient client)
    {
        this.client = client;
        this.client.ReceiveTimeout = (int)TestBoards.Patience.TotalMilliseconds;
        Raw = new HeldStream(client.GetStream());
        stream = new SslStream(Raw);
    }

    /// <summary>What is under the TLS.</summary>
    public HeldStream Raw { get; }

    /// <summary>What the client called the server.</summary>
    public string ServerName => stream.TargetHostName;

    /// <summary>The certificate that the server showed.</summary>
    public System.Security.Cryptography.X509Certificates.X509Certificate? Certificate => stream.RemoteCertificate;

    /// <summary>A place where boards can connect to.</summary>
    public static TcpListener Listen(out int port)
    {
        TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        port = ((IPEndPoint)listener.LocalEndpoint).Port;
        return listener;
    }

    /// <summary>Takes a board's connection.</summary>
    public static TlsPeer Accept(TcpListener listener) => new(listener.AcceptTcpClient());

    /// <summary>Connects to a board.</summary>
    public static TlsPeer Connect(int port) => new(new TcpClient("127.0.0.1", port));

    /// <summary>Waits until the board has sent something, and leaves it there.</summary>
    public void WaitForBytes() => Assert.True(client.Client.Poll(TestBoards.Patience, SelectMode.SelectRead));

    /// <summary>Does the handshake as a server.</summary>
    public TlsPeer AsServer(TestCertificate certificate, SslProtocols versions = SslProtocols.None)
    {
        using System.Security.Cryptography.X509Certificates.X509Certificate2 own = certificate.ForServer();
        stream.AuthenticateAsServer(own, false, versions, false);
        return this;
    }

    /// <summary>Does the handshake as a server that wants to see this certificate.</summary>
    public TlsPeer AsServer(TestCertificate certificate, TestCertificate wanted)
    {
        using System.Security.Cryptography.X509Certificates.X509Certificate2 own = certificate.ForServer();
        stream.AuthenticateAsServer(new SslServerAuthenticationOptions
        {
            ServerCertificate = own,
            ClientCertificateRequired = true,
            RemoteCertificateValidationCallback = (_, shown, _, _) => wanted.Is(shown),
        });
        return this;
    }

    /// <summary>Does the handshake as a client that trusts this one certificate.</summary>
    public TlsPeer AsClient(TestCertificate trusted, SslProtocols versions = SslProtocols.None)
    {
        stream.AuthenticateAsClient(new SslClientAuthenticationOptions
        {
            TargetHost = "pico.test",
            EnabledSslProtocols = versions,
            RemoteCertificateValidationCallback = (_, certificate, _, _) => trusted.Is(certificate),
        });
        return this;
    }

    /// <summary>Sends text, gets it back.</summary>
    public void AssertEchoes(string text)
    {
        Send(Encoding.ASCII.GetBytes(text));
        Assert.Equal(text, Encoding.ASCII.GetString(Receive(text.Length)));
    }

    /// <summary>Sends bytes, in one record if they fit.</summary>
    public void Send(byte[] bytes) => stream.Write(bytes);

    /// <summary>Receives so many bytes.</summary>
    public byte[] Receive(int count)
    {
        byte[] buffer = new byte[count];
        stream.ReadExactly(buffer);
        return buffer;
    }

    /// <summary>Receives whatever comes next; 0 at the end.</summary>
    public int ReceiveSome() => stream.Read(new byte[100]);

    /// <summary>Goes away without taking leave.</summary>
    public void Reset()
    {
        client.LingerState = new System.Net.Sockets.LingerOption(true, 0);
        client.Client.Dispose();
    }

    /// <summary>Says goodbye in the manner of TLS, and leaves the connection open.</summary>
    public void SayGoodbye() => stream.ShutdownAsync().Wait(TestBoards.Patience);

    /// <summary>Closes the connection, as if the program had ended.</summary>
    public void Cut() => client.Close();

    public void Dispose()
    {
        stream.Dispose();
        client.Dispose();
    }

    /// <summary>A stream whose writes can be held back, from a byte on.</summary>
    internal sealed class HeldStream(Stream inner) : Stream
    {
        private readonly MemoryStream held = new();
        private int passing = int.MaxValue;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        /// <summary>Lets so many bytes through, and holds the ones after.</summary>
        public void HoldAfter(int bytes) => passing = bytes;

        /// <summary>Sends what was held, and all that follows.</summary>
        public void Release()
        {
            passing = int.MaxValue;
            inner.Write(held.ToArray());
            held.SetLength(0);
        }

        public override void Write(byte[] buffer, int offset, int count)
        {
            int passed = Math.Min(count, passing);
            inner.Write(buffer, offset, passed);
            passing -= passed;
            held.Write(buffer, offset + passed, count - passed);
        }

        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

        public override void Flush() => inner.Flush();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
