using System;
using System.Net.Sockets;
using VirtualPicoW.Hardware;

namespace VirtualPicoW.Tests;

/// <summary>The board adds nothing to what a program allocates, so that programs over sockets can be measured.</summary>
public class SocketAllocationTests
{
    [Fact]
    public void Polling_sending_and_receiving_allocate_nothing()
    {
        using VirtualBoard board = TestBoards.Joined();
        ISocket listener = board.Inside().Network.Open(SocketKind.Stream);
        listener.Bind(default);
        listener.Listen(1);
        using Socket client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Connect("127.0.0.1", listener.LocalEndpoint.Port);
        ISocket socket = listener.Accept();
        byte[] buffer = new byte[64];
        // What .NET makes when something is called for the first time, the question whether all has been acknowledged among it.
        for (int turn = 0; turn < 10; turn++)
        {
            EchoOnce(socket, client, buffer);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int turn = 0; turn < 100; turn++)
        {
            EchoOnce(socket, client, buffer);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void EchoOnce(ISocket socket, Socket client, byte[] buffer)
    {
        client.Send(buffer);
        while (!socket.Poll(TimeSpan.Zero, Readiness.Read))
        {
        }

        int received = socket.Receive(buffer, 0, buffer.Length, false, -1);
        socket.Poll(TimeSpan.Zero, Readiness.Write);
        socket.Send(buffer, 0, received, 1000);
        client.Receive(buffer);
    }
}
