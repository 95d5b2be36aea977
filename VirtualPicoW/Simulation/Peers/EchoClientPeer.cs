using System;
using System.IO;
using System.Threading.Tasks;

namespace VirtualPicoW;

/// <summary>A client that has its words echoed, and looks at every byte that comes back. When a connection dies, it makes another one.</summary>
public sealed class EchoClientPeer
{
    private const int LongestMessage = 2000;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Simulation simulation;
    private readonly Host host;
    private readonly Chance chance;
    private PeerConnection? current;
    private bool isLeaving;

    /// <summary>Puts one onto a host, and lets it begin.</summary>
    /// <param name="simulation">The world.</param>
    /// <param name="host">Where it lives.</param>
    /// <param name="board">Whom it talks to.</param>
    /// <param name="port">Where the echo is.</param>
    /// <param name="name">Its name, by which its chance is its own.</param>
    public EchoClientPeer(Simulation simulation, Host host, VirtualBoard board, int port, string name)
    {
        this.simulation = simulation;
        this.host = host;
        chance = simulation.Chance($"echo client {name}");
        simulation.Start(() => Live(board, port));
    }

    /// <summary>How long it thinks between two messages, at most.</summary>
    public TimeSpan LongestThought { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How long it waits for an echo before it makes another connection.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How many bytes have come back.</summary>
    public long EchoedBytes { get; private set; }

    /// <summary>How many messages have.</summary>
    public long Messages { get; private set; }

    /// <summary>How many connections it has made.</summary>
    public int Connections { get; private set; }

    /// <summary>How many of them died, and both ends could know.</summary>
    public int Deaths { get; private set; }

    /// <summary>Closes its connection, and makes no other one.</summary>
    public void Leave()
    {
        isLeaving = true;
        current?.Dispose();
    }

    private async Task Live(VirtualBoard board, int port)
    {
        while (!isLeaving)
        {
            try
            {
                using PeerConnection connection = await host.Connect(board, port);
                Connections++;
                current = connection;
                await Talk(connection);
            }
            catch (PeerException)
            {
                // The network is bad, or the board has no socket free.
            }

            Deaths++;
            await simulation.Delay(Pause);
        }
    }

    private async Task Talk(PeerConnection connection)
    {
        byte[] said = new byte[LongestMessage];
        byte[] heard = new byte[LongestMessage];
        while (!isLeaving)
        {
            int length = chance.Between(1, LongestMessage);
            for (int index = 0; index < length; index++)
            {
                said[index] = (byte)chance.Next();
            }

            using IDisposable end = simulation.At(simulation.Now + Patience, connection.Abort);
            Task writing = connection.Write(said.AsMemory(0, length));
            int count = await connection.ReadAll(heard.AsMemory(0, length));
            if (!heard.AsSpan(0, count).SequenceEqual(said.AsSpan(0, count)))
            {
                throw new InvalidDataException($"The echo of message {Messages + 1} of connection {Connections} is not what was said.");
            }

            if (count < length)
            {
                return;
            }

            await writing;
            EchoedBytes += count;
            Messages++;
            await simulation.Delay(chance.Between(TimeSpan.Zero, LongestThought));
        }
    }
}
