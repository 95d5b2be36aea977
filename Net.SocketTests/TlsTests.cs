using System;
using AsyncCore;
using AsyncCore.Net;
using AsyncCore.Net.Testing;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;
using static NetTests.OnBoard;

namespace NetTests;

/// <summary>The board as both ends of a TLS connection.</summary>
[TestClass]
public class TlsTests
{
    private static Server server;
    private static Queue accepted;
    private static TlsServerOptions serverTls;
    private static TlsClientOptions clientTls;

    [Setup]
    public void Join() => JoinWifi();

    [TestMethod]
    public void S10_22_TLS_does_what_streams_rely_on() => Run(CheckTls(), "");

    [TestMethod]
    public void What_is_no_certificate_is_refused_with_what_it_should_be()
    {
        Assert.ThrowsException(typeof(ArgumentException), () => new TlsClientOptions().Trust("nonsense"));
        Assert.ThrowsException(typeof(ArgumentException), () => new TlsServerOptions(TestKeys.Certificate, "nonsense"));
        Assert.ThrowsException(typeof(ArgumentException), () => new TlsServerOptions("nonsense", TestKeys.PrivateKey));
        Assert.ThrowsException(typeof(ArgumentNullException), () => new TlsClientOptions().Trust(null));
    }

    [TestMethod]
    public void A_client_that_leaves_without_a_goodbye_is_told_to_the_handler_and_to_nobody_else() =>
        Run(LeaveWithoutGoodbye(), "ConnectionCutException reports:0");

    [TestMethod]
    public void TLS_needs_a_socket_under_the_stream() => Run(StartOverMemory(), "refused");

    [TestMethod]
    public void TLS_needs_a_stream_at_rest() => Run(StartTooLate(), "refused 'rest'");

    private static async Coroutine CheckTls()
    {
        MakeOptions();
        accepted = new Queue(1);
        server = Server.Start(Hold, new ServerOptions { Filter = HandOver });
        await TransportConformance.Check(MakePair);
        await server.DisposeAsync();
    }

    private static async Coroutine StartOverMemory()
    {
        MakeOptions();
        try
        {
            await new Stream(new MemoryTransport(10)).StartTls("127.0.0.1", clientTls);
        }
        catch (InvalidOperationException)
        {
            Say("refused");
        }
    }

    /// <summary>What was read too far belongs to TLS; the stream says so instead of losing it, and goes on without TLS.</summary>
    private static async Coroutine StartTooLate()
    {
        MakeOptions();
        server = Server.Start(SendTwoLines, 0);
        Stream stream = await Connection.Open("127.0.0.1", server.Port);
        await stream.ReadLine();
        try
        {
            await stream.StartTls("127.0.0.1", clientTls);
        }
        catch (InvalidOperationException)
        {
            Say("refused");
        }

        Say("'" + (await stream.ReadLine()).Trim() + "'");
        stream.Close();
        await server.DisposeAsync();
    }

    private static async Coroutine SendTwoLines(Stream stream)
    {
        byte[] lines = { (byte)'o', (byte)'k', (byte)'\n', (byte)'r', (byte)'e', (byte)'s', (byte)'t', (byte)'\n' };
        await stream.Write(lines, 0, lines.Length);
    }

    private static void MakeOptions()
    {
        serverTls = new TlsServerOptions(TestKeys.Certificate, TestKeys.PrivateKey);
        clientTls = new TlsClientOptions();
        clientTls.Trust(TestKeys.Certificate);
    }

    private static async Coroutine<Transport[]> MakePair()
    {
        Stream near = await Connection.Open("127.0.0.1", server.Port, clientTls);
        return new[] { near.Transport, (Transport)await accepted.Get() };
    }

    private static async Coroutine<Transport> HandOver(Transport transport)
    {
        await accepted.Put(await serverTls.Filter(transport));
        return new MemoryTransport(1);
    }

    private static async Coroutine Hold(Stream stream)
    {
    }

    private static async Coroutine LeaveWithoutGoodbye()
    {
        MakeOptions();
        string failure = null;
        server = Server.Start(ReadToEnd, new ServerOptions { Filter = serverTls.Filter });
        Stream plain = await Connection.Open("127.0.0.1", server.Port);
        Transport socket = plain.Transport;
        await plain.StartTls("127.0.0.1", clientTls);
        await plain.Write("x");
        await Until(() => failure == "");
        socket.Close();
        await Until(() => server.ConnectionCount == 0);
        plain.Abort();
        Say(failure);
        Say("reports:" + ReportCount);
        await server.DisposeAsync();

        async Coroutine ReadToEnd(Stream client)
        {
            byte[] buffer = new byte[10];
            try
            {
                while (await client.Read(buffer, 0, buffer.Length) > 0)
                {
                    failure = "";
                }
            }
            catch (ConnectionResetException exception)
            {
                failure = exception.GetType().Name;
                throw;
            }
        }
    }
}
