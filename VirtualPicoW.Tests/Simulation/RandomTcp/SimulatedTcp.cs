using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace VirtualPicoW.Tests;

/// <summary>Programs over the simulated network: one end is a computer's, the other one a board's, behind a link.</summary>
public static class SimulatedTcp
{
    private const int Port = 80;
    private const int BoardNumber = 101;

    /// <summary>Longer than TCP goes on trying.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromHours(2);

    /// <summary>Plays a program, and tells what client and server have seen.</summary>
    public static (string[] Client, string[] Server) Play(TcpProgram program, LinkProfile link)
    {
        using Simulation simulation = new(program.Seed);
        SimulatedHost kernel = new(simulation, "board", TcpOptions.OfBoard) { HearingPeriod = TimeSpan.FromMilliseconds(10) };
        kernel.Up.Profile = link;
        kernel.Down.Profile = link;
        kernel.SetAddress(SimulatedNetwork.Address(BoardNumber));
        Host board = new(simulation, kernel);
        (Host client, Host server) = program.BoardIsClient ? (board, simulation.Computer) : (simulation.Computer, board);
        List<End> ends = [];
        string[]? clientSeen = null;
        string[]? serverSeen = null;
        if (program.Ending == TcpEnding.Refuse)
        {
            serverSeen = [];
        }
        else
        {
            PeerListener listener = server.Listen(Port);
            simulation.Start(async () => serverSeen = await Play(program, isClient: false, With(new End(simulation, await listener.Accept()))));
        }

        simulation.Start(async () =>
        {
            try
            {
                clientSeen = await Play(program, isClient: true, With(new End(simulation, await client.Connect(server.Address, Port))));
            }
            catch (PeerException exception)
            {
                clientSeen = [exception.Error.ToString()];

                // Nobody may have heard of it.
                serverSeen ??= [TcpPlayer.Lost];
            }
        });
        try
        {
            simulation.RunUntil(IsOver, Limit);
        }
        catch (TimeoutException) when (ends.Exists(end => !end.IsOpen))
        {
            // One end is gone and the word of that was lost: who waits for bytes hears of it when it says something.
            ends.ForEach(end => end.LookAfterOther());
            simulation.RunUntil(IsOver, Limit);
        }

        simulation.RunFor(TimeSpan.FromHours(1));
        Assert.Equal(0, kernel.ConnectionCount);
        Assert.Equal(0, simulation.Computer.Kernel.ConnectionCount);
        return (clientSeen!, serverSeen!);

        bool IsOver() => clientSeen != null && serverSeen != null;

        End With(End end)
        {
            ends.Add(end);
            return end;
        }
    }

    private static async Task<string[]> Play(TcpProgram program, bool isClient, TcpEnd end)
    {
        TcpPlayer player = new(program, isClient, end);
        await player.Play();
        return [.. player.Seen];
    }

    private sealed class End(Simulation simulation, PeerConnection connection) : TcpEnd
    {
        private readonly Chance chance = simulation.Chance("rests");
        private bool hasEndedSending;

        public bool IsOpen => connection.IsOpen;

        /// <summary>Sends a byte; who has said that it sends no more can only give up.</summary>
        public void LookAfterOther()
        {
            if (!IsOpen)
            {
                return;
            }

            if (hasEndedSending)
            {
                Reset();
            }
            else
            {
                _ = connection.Write(new byte[1]);
            }
        }

        public override async Task Write(ReadOnlyMemory<byte> bytes)
        {
            try
            {
                await connection.Write(bytes);
            }
            catch (PeerException exception)
            {
                throw new ConnectionLostException(exception);
            }
        }

        public override async Task<int> Read(Memory<byte> buffer)
        {
            try
            {
                return await connection.Read(buffer);
            }
            catch (PeerException exception)
            {
                throw new ConnectionLostException(exception);
            }
        }

        public override void EndSending()
        {
            hasEndedSending = true;
            connection.EndSending();
        }

        public override void Close() => connection.Dispose();

        public override void Reset() => connection.Abort();

        public override Task Rest() => simulation.Delay(chance.Between(TimeSpan.Zero, TimeSpan.FromMilliseconds(200)));
    }
}
