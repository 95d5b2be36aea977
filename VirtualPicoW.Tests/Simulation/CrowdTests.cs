using System;
using System.Diagnostics;
using System.Linq;

namespace VirtualPicoW.Tests;

/// <summary>Many boards on one network.</summary>
public class CrowdTests(ITestOutputHelper output)
{
    private const int EchoPort = 9000;
    private const int MegaByte = 1 << 20;

    [Fact]
    public void Fifty_boards_echo_on_one_network()
    {
        const int Boards = 50;
        long start = Stopwatch.GetTimestamp();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        using Simulation simulation = new();
        VirtualBoard[] boards = Enumerable.Range(0, Boards).Select(_ => simulation.Boot(Firmware.PathOf("firmware"), new BoardOptions { QuietPins = true })).ToArray();
        EchoClientPeer[] clients = boards.Select((board, index) => new EchoClientPeer(simulation, simulation.Computer, board, EchoPort, $"{index}") { LongestThought = TimeSpan.FromSeconds(1) }).ToArray();
        CollectorPeer collector = new(simulation, simulation.Computer, 8094);

        simulation.RunFor(TimeSpan.FromSeconds(10));

        Assert.All(clients, client => Assert.True(client.Messages > 3, $"{client.Messages} messages were echoed."));
        Assert.Equal(Boards, boards.Select(board => board.Address).Distinct().Count());
        Assert.True(collector.Count > Boards, $"{collector.Count} lines of telemetry came.");
        output.WriteLine(FormattableString.Invariant(
            $"{Boards} boards, 10 s: {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s, {(GC.GetTotalMemory(forceFullCollection: true) - before) / 1024 / Boards} KB a board on the heap, {Process.GetCurrentProcess().WorkingSet64 / MegaByte} MB in all"));
    }
}
