using System;
using System.Net.Sockets;
using AsyncCore;
using AsyncCore.Net;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;
using static NetTests.OnBoard;

namespace NetTests;

/// <summary>Connections that come and go by the thousand, in every order: none is left.</summary>
[TestClass]
public class ChurnTests
{
    private const int Rounds = 500;

    /// <summary>None of those that a system gives to who connects: sooner or later one would be connected to itself.</summary>
    private const int PortOfNobody = 1;

    private static int handled;
    private static int serverPort;

    [Setup]
    public void Join() => JoinWifi();

    [TestMethod]
    public void Thousands_of_connections_leave_no_socket() => Run(Churn(), "done");

    private static async Coroutine Churn()
    {
        Server server = Server.Start(Handle, new ServerOptions { Backlog = 4, MaxConnections = 3 });
        serverPort = server.Port;
        for (int i = 0; i < Rounds; i++)
        {
            await CloseByClient();
            await CloseByServer();
            await ResetByClient();
            await CancelInTheMiddle(i);
            await BeRefused(PortOfNobody);
        }

        server.Close();
        await server.WaitClosed();
        Assert.AreEqual(0, SocketBudget.InUse);
        Assert.AreEqual(0, server.ConnectionCount);
        Say("done");
    }

    /// <summary>Sends back what it gets; at a 'q' it closes first.</summary>
    private static async Coroutine Handle(Stream client)
    {
        handled++;
        byte[] buffer = new byte[20];
        int count;
        try
        {
            while ((count = await client.Read(buffer, 0, buffer.Length)) > 0 && buffer[0] != 'q')
            {
                await client.Write(buffer, 0, count);
            }
        }
        catch (ConnectionResetException)
        {
            // A reset is among what is to happen.
        }
    }

    private static async Coroutine CloseByClient()
    {
        await using Stream stream = await Connection.Open("127.0.0.1", serverPort);
        await stream.Write("hello");
        await stream.ReadExactly(new byte[5], 0, 5);
    }

    private static async Coroutine CloseByServer()
    {
        Stream stream = await Connection.Open("127.0.0.1", serverPort);
        await stream.Write("q");
        Assert.AreEqual(0, await stream.Read(new byte[5], 0, 5));
        stream.Close();
    }

    private static async Coroutine ResetByClient()
    {
        Socket socket = Peer.Connect(serverPort);
        socket.Send("x");
        await SleepMs(0);
        socket.Reset();
    }

    private static async Coroutine CancelInTheMiddle(int turns)
    {
        Task task = CreateTask(CloseByClient());
        for (int i = turns % 40; i > 0; i--)
        {
            await SleepMs(0);
        }

        task.Cancel();
        try
        {
            await task;
        }
        catch (CancelledException)
        {
            // Wherever it was, its stream is closed.
        }
    }

    private static async Coroutine BeRefused(int port)
    {
        try
        {
            await Connection.Open("127.0.0.1", port);
            Say("connected");
        }
        catch (ConnectFailedException)
        {
            // As expected.
        }
    }
}
