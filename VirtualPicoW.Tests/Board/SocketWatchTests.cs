using System;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using VirtualPicoW.Hardware;

namespace VirtualPicoW.Tests;

/// <summary>
/// Polling many sockets in turn, over and over, as firmware does: the host world asks the system about all of them at once, and nobody notices.
/// </summary>
public sealed class SocketWatchTests : IDisposable
{
    /// <summary>More than are asked about at once.</summary>
    private const int Connections = 50;

    private readonly VirtualBoard board = TestBoards.Joined(sockets: 1 + (2 * Connections));
    private readonly ISocket listener;
    private readonly ISocket[] sockets = new ISocket[Connections];
    private readonly Socket[] peers = new Socket[Connections];

    public SocketWatchTests()
    {
        listener = board.Inside().Network.Open(SocketKind.Stream);
        listener.Bind(default);
        listener.Listen(Connections);
        for (int i = 0; i < Connections; i++)
        {
            peers[i] = NewPeer();
            sockets[i] = listener.Accept();
        }
    }

    public void Dispose()
    {
        board.Stop();
        foreach (Socket peer in peers)
        {
            peer.Dispose();
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    public void Every_turn_says_of_each_socket_what_the_system_says(int turnsBefore)
    {
        PollAllInVain(turnsBefore);

        peers[0].Send([1]);
        peers[2].Dispose();
        Reset(peers[3]);
        using Socket visitor = NewPeer();

        // What the system was asked just before may still be told, once.
        WaitMoment();
        Assert.True(IsReadable(listener));
        Assert.True(IsReadable(sockets[0]));
        Assert.False(IsReadable(sockets[1]));
        Assert.True(IsReadable(sockets[2]));
        Assert.Throws<SocketFailure>(() => IsReadable(sockets[3]));
        Assert.False(IsReadable(sockets[4]));
    }

    [Fact]
    public void Whoever_polls_a_socket_again_is_told_what_has_come_meanwhile()
    {
        PollAllInVain(3);
        for (int i = 0; i < Connections; i++)
        {
            Assert.False(IsReadable(sockets[i]));

            peers[i].Send([1]);

            Assert.True(IsReadable(sockets[i]));
        }
    }

    [Fact]
    public void A_socket_that_is_polled_after_a_while_is_asked_for_anew()
    {
        PollAllInVain(3);
        Assert.False(IsReadable(sockets[0]));
        peers[1].Send([1]);

        WaitMoment();

        Assert.True(IsReadable(sockets[1]));
    }

    [Fact]
    public void A_ready_socket_stays_so_until_everything_was_received()
    {
        PollAllInVain(3);
        peers[0].Send([1, 2, 3]);
        byte[] buffer = new byte[2];

        Assert.True(BecomesReadable(sockets[0]));
        Assert.True(IsReadable(sockets[0]));
        Assert.Equal(2, sockets[0].Receive(buffer, 0, 2, false, 0));
        Assert.True(IsReadable(sockets[0]));
        Assert.Equal(1, sockets[0].Receive(buffer, 0, 2, false, 0));
        Assert.False(IsReadable(sockets[0]));
    }

    [Fact]
    public void The_end_of_the_stream_is_seen_behind_the_last_bytes()
    {
        PollAllInVain(3);
        peers[0].Send([1, 2, 3]);
        peers[0].Dispose();
        byte[] buffer = new byte[10];

        Assert.True(BecomesReadable(sockets[0]));
        Assert.Equal(3, sockets[0].Receive(buffer, 0, 10, false, 0));
        Assert.True(BecomesReadable(sockets[0]));
        Assert.Equal(0, sockets[0].Receive(buffer, 0, 10, false, 0));
    }

    [Fact]
    public void A_reset_is_seen_behind_the_last_bytes()
    {
        PollAllInVain(3);
        peers[0].Send([1, 2, 3]);
        Assert.True(BecomesReadable(sockets[0]));
        Assert.Equal(3, sockets[0].Receive(new byte[10], 0, 10, false, 0));

        Reset(peers[0]);

        Assert.Throws<SocketFailure>(() => BecomesReadable(sockets[0]));
        Assert.Throws<SocketFailure>(() => sockets[0].Poll(TimeSpan.Zero, Readiness.Write));
        Assert.Throws<SocketFailure>(() => sockets[0].Send([1], 0, 1, 0));
    }

    [Fact]
    public void A_reset_that_a_send_meets_is_met_by_all_that_comes_after()
    {
        Reset(peers[0]);

        Assert.Throws<SocketFailure>(() => sockets[0].Send([1], 0, 1, 0));
        Assert.Throws<SocketFailure>(() => sockets[0].Receive(new byte[1], 0, 1, false, 0));
        Assert.Throws<SocketFailure>(() => IsReadable(sockets[0]));
        Assert.True(sockets[0].Poll(TimeSpan.Zero, Readiness.Error));
    }

    [Fact]
    public void A_reset_is_seen_behind_the_end_of_the_stream_although_somebody_goes_on_reading_that()
    {
        PollAllInVain(3);
        peers[0].Shutdown(SocketShutdown.Send);
        Assert.True(BecomesReadable(sockets[0]));
        byte[] buffer = new byte[10];
        void ReadTheEndAndPollForWriting()
        {
            Assert.Equal(0, sockets[0].Receive(buffer, 0, buffer.Length, false, 0));
            sockets[0].Poll(TimeSpan.Zero, Readiness.Write);
        }

        // Not for the first time, which takes so long that what is known is old.
        for (int turn = 0; turn < 100; turn++)
        {
            ReadTheEndAndPollForWriting();
        }

        Reset(peers[0]);

        Assert.Throws<SocketFailure>(ReadTheEndAndPollForWriting);
    }

    [Fact]
    public void A_socket_that_is_closed_between_two_turns_does_not_disturb_the_others()
    {
        PollAllInVain(3);
        sockets[1].Close();
        peers[2].Send([1]);

        Assert.True(BecomesReadable(sockets[2]));
        Assert.False(IsReadable(sockets[0]));
        Assert.Throws<SocketFailure>(() => IsReadable(sockets[1]));
    }

    [Fact]
    public async Task A_program_that_spins_sees_what_comes()
    {
        PollAllInVain(3);
        Task<int> sending = Task.Run(() => peers[4].Send([1]));

        long start = Stopwatch.GetTimestamp();
        while (!IsReadable(sockets[4]))
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < TestBoards.Patience);
            board.Inside().SpinOnce();
        }

        await sending;
    }

    [Fact]
    public void Polling_many_sockets_allocates_nothing()
    {
        PollAllInVain(10);

        long before = GC.GetAllocatedBytesForCurrentThread();
        PollAllInVain(1000);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static bool IsReadable(ISocket socket) => socket.Poll(TimeSpan.Zero, Readiness.Read);

    /// <summary>Polls again and again without waiting, until it says yes.</summary>
    private static bool BecomesReadable(ISocket socket)
    {
        long start = Stopwatch.GetTimestamp();
        while (!IsReadable(socket))
        {
            if (Stopwatch.GetElapsedTime(start) > TestBoards.Patience)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Lets more time pass than an answer may be old.</summary>
    private static void WaitMoment()
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < TimeSpan.FromMicroseconds(100))
        {
        }
    }

    private static void Reset(Socket peer)
    {
        peer.LingerState = new LingerOption(true, 0);
        peer.Dispose();
    }

    private Socket NewPeer()
    {
        Socket peer = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        peer.Connect(IPAddress.Loopback, listener.LocalEndpoint.Port);
        return peer;
    }

    private void PollAllInVain(int turns)
    {
        for (int turn = 0; turn < turns; turn++)
        {
            Assert.False(IsReadable(listener));
            foreach (ISocket socket in sockets)
            {
                Assert.False(IsReadable(socket));
            }
        }
    }
}
