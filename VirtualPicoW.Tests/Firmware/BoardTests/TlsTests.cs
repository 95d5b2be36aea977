using System;
using System.Device.Wifi;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using nanoFramework.TestFramework;
using NetTests;

namespace BoardTests;

/// <summary>nanoFramework's TLS with its traps, the board being both ends.</summary>
[TestClass]
public class TlsTests
{
    private static Socket near;
    private static Socket far;

    [Setup]
    public void Join()
    {
        WifiConnectionResult result = WifiAdapter.FindAllAdapters()[0].Connect("PicoNet", WifiReconnectionKind.Manual, "blink-and-echo");

        Assert.IsTrue(result.ConnectionStatus == WifiConnectionStatus.Success);
    }

    [TestMethod]
    public void A_certificate_can_be_looked_into()
    {
        X509Certificate2 certificate = new(TestKeys.Certificate, TestKeys.PrivateKey, "");

        Assert.AreEqual("CN=\"Test of AsyncCore, trust it nowhere\"", certificate.Subject);
        Assert.AreEqual(certificate.Subject, certificate.Issuer);
        Assert.AreEqual(2020, certificate.NotBefore.Year);
        Assert.AreEqual(2120, certificate.NotAfter.Year);
        Assert.IsTrue(certificate.HasPrivateKey);
        Assert.IsFalse(new X509Certificate2(TestKeys.Certificate).HasPrivateKey);
    }

    [TestMethod]
    public void Text_in_an_array_must_end_with_a_zero()
    {
        Assert.AreEqual(2120, new X509Certificate(Encoding.UTF8.GetBytes(TestKeys.Certificate + "\0")).GetExpirationDate().Year);

        Assert.ThrowsException(typeof(ArgumentException), () => new X509Certificate(Encoding.UTF8.GetBytes(TestKeys.Certificate)));
    }

    [TestMethod]
    public void TLS_is_not_for_datagrams_and_nothing_can_be_read_before_the_handshake()
    {
        Connect();
        using SslStream stream = new(near);

        Assert.ThrowsException(typeof(InvalidOperationException), () => stream.Read(new byte[1], 0, 1));
        Assert.ThrowsException(typeof(InvalidOperationException), () => Assert.IsFalse(stream.DataAvailable));
        far.Close();
        using Socket datagrams = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        datagrams.Connect(new IPEndPoint(IPAddress.Loopback, 9));
        Assert.ThrowsException(typeof(NotSupportedException), () => new SslStream(datagrams));
    }

    [TestMethod]
    public void Bytes_that_are_left_of_a_record_are_available()
    {
        Connect();
        using SslStream client = new(near) { SslVerification = SslVerification.NoVerification };
        using SslStream server = new(far);
        Thread serving = Start(() => server.AuthenticateAsServer(Own(), false, SslProtocols.Tls12));
        client.AuthenticateAsClient("127.0.0.1", SslProtocols.Tls12);
        serving.Join();

        client.Write(new byte[] { 1, 2, 3, 4, 5 }, 0, 5);

        Assert.IsTrue(server.IsServer);
        Assert.AreEqual(0L, server.Length);
        Assert.AreEqual(2, server.Read(new byte[2], 0, 2));
        Assert.AreEqual(3L, server.Length);
        Assert.IsTrue(server.DataAvailable);
        Assert.AreEqual(0, far.Available);
    }

    [TestMethod]
    public void A_server_asks_for_a_certificate_unless_it_is_told_not_to()
    {
        Connect();
        using SslStream client = new(near) { SslVerification = SslVerification.NoVerification };
        using SslStream server = new(far);
        Exception refusal = null;
        Thread serving = Start(() =>
        {
            try
            {
                server.AuthenticateAsServer(Own(), SslProtocols.Tls12);
            }
            catch (Exception exception)
            {
                refusal = exception;
            }
        });

        client.AuthenticateAsClient("127.0.0.1", SslProtocols.Tls12);

        serving.Join();
        Assert.IsNotNull(refusal);
    }

    [TestMethod]
    public void The_board_trusts_what_the_certificate_manager_was_given()
    {
        Connect();
        using SslStream client = new(near);
        using SslStream server = new(far);
        Thread serving = Start(() => server.AuthenticateAsServer(Own(), false, SslProtocols.Tls12));

        CertificateManager.AddCaCertificateBundle(new[] { new X509Certificate(TestKeys.Certificate) });
        client.AuthenticateAsClient("127.0.0.1", SslProtocols.Tls12);

        serving.Join();
        CertificateManager.AddCaCertificateBundle("nothing");
    }

    private static X509Certificate2 Own() => new X509Certificate2(TestKeys.Certificate, TestKeys.PrivateKey, "");

    private static Thread Start(ThreadStart work)
    {
        Thread thread = new(work);
        thread.Start();
        return thread;
    }

    private static void Connect()
    {
        using (Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        {
            listener.Bind(new IPEndPoint(IPAddress.Any, 0));
            listener.Listen(1);
            near = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            near.Connect(listener.LocalEndPoint);
            far = listener.Accept();
        }
    }
}
