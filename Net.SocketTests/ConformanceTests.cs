using AsyncCore;
using AsyncCore.Net;
using AsyncCore.Net.Testing;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;
using static NetTests.OnBoard;

namespace NetTests;

[TestClass]
public class ConformanceTests
{
    private static Server server;
    private static Queue accepted;

    [Setup]
    public void Join() => JoinWifi();

    [TestMethod]
    public void A_socket_does_what_streams_rely_on() => Run(CheckSockets(), "");

    private static async Coroutine CheckSockets()
    {
        accepted = new Queue(1);
        server = Server.Start(Hold, new ServerOptions { Filter = HandOver });
        await TransportConformance.Check(MakePair);
        await server.DisposeAsync();
    }

    private static async Coroutine<Transport[]> MakePair()
    {
        Stream near = await Connection.Open("127.0.0.1", server.Port);
        return new[] { near.Transport, (Transport)await accepted.Get() };
    }

    private static async Coroutine<Transport> HandOver(Transport transport)
    {
        await accepted.Put(transport);
        return new MemoryTransport(1);
    }

    private static async Coroutine Hold(Stream stream)
    {
    }
}
