using System;
using System.Linq;
using System.Threading.Tasks;

namespace VirtualPicoW;

/// <summary>
/// Whether firmware has come through a run unharmed: clients leave, the network is as good as can be, others come, talk, are silent and leave, and then the board must have the
/// sockets, tasks and memory that it has when nobody ever came, and do what it does then.
/// </summary>
/// <param name="boot">Boots the same firmware, for comparison, with nothing planned that disturbs it.</param>
internal sealed class FinalCheck(Func<SimulatedRun> boot)
{
    /// <summary>By then all is up that comes up.</summary>
    private static readonly TimeSpan TimeToStart = TimeSpan.FromSeconds(30);

    /// <summary>Firmware waits half a minute for a client that says nothing, TCP a minute for one that does not answer, and a job that has failed again and again for another one.</summary>
    private static readonly TimeSpan MaxTimeToSettle = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan GlanceTime = TimeSpan.FromSeconds(1);

    /// <summary>Over a perfect link an echo takes no second, but the first one comes only when TCP asks again for a connection that was refused.</summary>
    private static readonly TimeSpan MaxTimeOfEchoes = TimeSpan.FromSeconds(30);
    private const int Echoes = 20;

    /// <summary>More than a server serves at once or any table has places, so that who has left and is not forgotten is in the way of others.</summary>
    private const int Visitors = 40;

    private static readonly TimeSpan MaxTimeOfVisits = TimeSpan.FromSeconds(60);

    /// <summary>By then all limits have come, among them those that should have been taken back.</summary>
    private static readonly TimeSpan TimeOfSilence = TimeSpan.FromSeconds(65);

    /// <summary>Memory that is made once, when it is needed first, and kept.</summary>
    private const int MaxMoreBytes = 8 * 1024;

    private readonly Lazy<Habits> usual = new(() => Compare(boot));

    /// <summary>Looks, at the end of a run.</summary>
    /// <param name="simulation">The world.</param>
    /// <param name="board">The board.</param>
    /// <param name="peers">Those who used it.</param>
    /// <param name="isStopped">Whether to stop.</param>
    /// <exception cref="SimulationException">The firmware has come to harm.</exception>
    public void Make(Simulation simulation, VirtualBoard board, FirmwarePeers peers, Func<bool> isStopped)
    {
        Habits usual = this.usual.Value;
        bool isOver = false;
        simulation.Start(async () =>
        {
            Heal(board);
            peers.Leave();
            await Settle(simulation, board, usual);
            await Talk(simulation, board, peers);
            await Settle(simulation, board, usual);
            await Receive(simulation, board, peers.Visit(Visitors));
            await Settle(simulation, board, usual);
            await peers.BeSilentFor(TimeOfSilence);
            await Settle(simulation, board, usual);
            Habits found = await Habits.Observe(simulation, board, peers);
            Fail(usual.DifferenceTo(found), board);
            Fail(found.HeldBytes > usual.HeldBytes + MaxMoreBytes ? $"the firmware holds {found.HeldBytes} bytes, and {usual.HeldBytes} are usual" : null, board);
            isOver = true;
        });
        simulation.Run(() => isOver || isStopped(), TimeSpan.MaxValue);
    }

    private static Habits Compare(Func<SimulatedRun> boot)
    {
        using SimulatedRun run = boot();
        Habits? habits = null;
        FirmwarePeers peers = FirmwarePeers.For(run.World, run.Board, run.Firmware, clientCount: 0)!;
        Heal(run.Board);
        run.World.Start(async () =>
        {
            await run.World.Delay(TimeToStart);
            habits = await Habits.Observe(run.World, run.Board, peers);
        });
        run.World.Run(() => habits != null || run.Board.Completion.IsCompleted, TimeSpan.MaxValue);
        return habits ?? throw new SimulationException("There is nothing to compare with: the firmware ends although nobody disturbs it.");
    }

    private static void Heal(VirtualBoard board)
    {
        SimulatedHost host = ((SimulatedWorld)board.World).Host;
        host.Up.Profile = LinkProfile.Perfect;
        host.Down.Profile = LinkProfile.Perfect;
        foreach (AccessPoint accessPoint in board.Radio.AccessPoints)
        {
            accessPoint.Rssi = AccessPoint.UsualDbm;
            accessPoint.Return();
        }
    }

    private static Task Settle(Simulation simulation, VirtualBoard board, Habits usual) => WaitUntil(
        simulation,
        board,
        () => usual.AreThoseOf(board),
        MaxTimeToSettle,
        () => $"{MaxTimeToSettle.TotalMinutes} minutes after its clients have left the board is {(board.Radio.IsUp ? "on" : "off")}line with {board.Sockets.Count} sockets and {Habits.TasksOf(board)} tasks, and {usual.Sockets} and {usual.Tasks} are usual");

    /// <summary>Visitors come one after the other. One that is kept waiting would wait for ever.</summary>
    private static async Task Receive(Simulation simulation, VirtualBoard board, Task visits)
    {
        await WaitUntil(
            simulation,
            board,
            () => visits.IsCompleted,
            MaxTimeOfVisits,
            () => $"{Visitors} clients, one after the other, were not served in {MaxTimeOfVisits.TotalSeconds} s: it keeps one waiting");
        await visits;
    }

    private static async Task Talk(Simulation simulation, VirtualBoard board, FirmwarePeers peers)
    {
        EchoClientPeer[] clients = peers.Renew();
        await WaitUntil(
            simulation,
            board,
            () => clients.All(client => client.Messages >= Echoes),
            MaxTimeOfEchoes,
            () => $"over a perfect link {clients.Min(client => client.Messages)} messages were echoed in {MaxTimeOfEchoes.TotalSeconds} s");
        Fail(clients.Any(client => client.Deaths > 0) ? "a connection over a perfect link has died" : null, board);
        Array.ForEach(clients, client => client.Leave());
    }

    private static async Task WaitUntil(Simulation simulation, VirtualBoard board, Func<bool> isSo, TimeSpan limit, Func<string> complaint)
    {
        for (TimeSpan end = simulation.Now + limit; !isSo(); await simulation.Delay(GlanceTime))
        {
            Fail(simulation.Now > end ? complaint() : null, board);
        }
    }

    private static void Fail(string? reason, VirtualBoard board)
    {
        if (reason != null)
        {
            throw new ExpectationException($"{reason}. Sockets: {string.Join("; ", board.Sockets.Open)}. Tasks: {string.Join("; ", board.Loop?.DescribeTasks().Split('\n').Select(line => line.Trim()) ?? [])}.");
        }
    }
}
