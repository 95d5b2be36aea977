using System;
using System.Linq;
using System.Net.Sockets;
using System.Text;

namespace VirtualPicoW.Tests;

/// <summary>Firmware that is written as usual for nanoFramework, with blocking sockets and threads, seen from this machine.</summary>
public class EchoTests
{
    [Fact]
    public void Firmware_joins_WiFi_and_echoes()
    {
        using VirtualBoard board = TestBoards.New();
        board.Boot(BuildOutput.Firmware("Echo"));
        using TcpClient client = new("127.0.0.1", BootTests.PortOf(board));

        Assert.Equal("hello", Exchange(client, "hello"));
        board.Log.WaitFor("wifi 3", TestBoards.Patience);
    }

    [Fact]
    public void Firmware_meets_the_socket_limit_at_the_fourth_client_and_goes_on()
    {
        using VirtualBoard board = TestBoards.New();
        board.Boot(BuildOutput.Firmware("Echo"));
        int port = BootTests.PortOf(board);
        System.Collections.Generic.List<TcpClient> clients = Enumerable.Range(0, 3).Select(_ => new TcpClient("127.0.0.1", port)).ToList();
        Assert.All(clients, client => Assert.Equal("ping", Exchange(client, "ping")));

        using TcpClient fourth = new("127.0.0.1", port);
        board.Log.WaitFor("accept failed with 10024", TestBoards.Patience);
        clients[0].Dispose();
        board.Log.WaitFor(line => line.Text.StartsWith("closed", StringComparison.Ordinal), TestBoards.Patience);

        using TcpClient fifth = new("127.0.0.1", port);
        Assert.Equal("pong", Exchange(fifth, "pong"));
        clients.ForEach(client => client.Dispose());
    }

    [Fact]
    public void Firmware_loses_its_clients_with_the_access_point()
    {
        using VirtualBoard board = TestBoards.New();
        board.Boot(BuildOutput.Firmware("Echo"));
        using TcpClient client = new("127.0.0.1", BootTests.PortOf(board));
        Assert.Equal("ping", Exchange(client, "ping"));

        board.AccessPoint!.Vanish();

        board.Log.WaitFor("client failed with 10050", TestBoards.Patience);
    }

    private static string Exchange(TcpClient client, string text)
    {
        NetworkStream stream = client.GetStream();
        stream.ReadTimeout = 10_000;
        stream.Write(Encoding.UTF8.GetBytes(text));
        byte[] buffer = new byte[text.Length];
        stream.ReadExactly(buffer);
        return Encoding.UTF8.GetString(buffer);
    }
}
