using System;
using System.Collections.Generic;
using System.Linq;
using VirtualPicoW.Hardware;

namespace VirtualPicoW.Tests;

/// <summary>What is wired to pins: other pins, of one board or of two, and buttons that bounce; and clocks that are wrong.</summary>
public class WiringTests
{
    private const int Bounced = 3;

    [Fact]
    public void A_pin_that_is_wired_to_an_output_of_another_board_blinks_with_it()
    {
        using Simulation simulation = new();
        VirtualBoard blinking = simulation.Boot(BuildOutput.Sample("Blink"));
        VirtualBoard listening = simulation.Boot(BuildOutput.Firmware("Tasks"));
        blinking.Pins[15].WireTo(listening.Pins[3]);

        // Tasks ends when its GP3, which has a pull-up, is low.
        simulation.RunFor(TimeSpan.FromSeconds(5));

        Assert.Equal(blinking.Pins[15].Edges.Skip(1), listening.Pins[3].Edges.TakeLast(blinking.Pins[15].Edges.Count - 1));
    }

    [Fact]
    public void A_wire_carries_what_is_driven_then_what_is_pulled_and_nothing_when_it_is_cut()
    {
        using VirtualBoard board = TestBoards.New();
        IPins pins = board.Inside().Pins;
        pins.Open(2);
        pins.Open(3);
        using IDisposable wire = board.Pins[2].WireTo(board.Pins[3]);

        pins.SetDrive(3, PinDrive.InputPullUp);
        Assert.True(pins.Read(2));

        pins.SetDrive(2, PinDrive.Output);
        Assert.False(pins.Read(3));
        pins.Write(2, true);
        Assert.True(pins.Read(3));

        pins.SetDrive(3, PinDrive.InputPullDown);
        Assert.True(pins.Read(3));
        wire.Dispose();
        Assert.False(pins.Read(3));
    }

    [Fact]
    public void Two_outputs_that_are_wired_and_say_the_opposite_are_told_of()
    {
        using VirtualBoard board = TestBoards.New();
        IPins pins = board.Inside().Pins;
        pins.Open(2);
        pins.Open(3);
        pins.SetDrive(2, PinDrive.Output);
        pins.SetDrive(3, PinDrive.Output);
        using IDisposable wire = board.Pins[2].WireTo(board.Pins[3]);

        pins.Write(2, true);

        Assert.Contains(board.Log.Lines, line => line.Source == "GP3" && line.Text.Contains("short circuit", StringComparison.Ordinal));
    }

    [Fact]
    public void A_pin_is_not_wired_to_itself()
    {
        using VirtualBoard board = TestBoards.New();

        Assert.Throws<ArgumentException>(() => board.Pins[2].WireTo(board.Pins[2]));
    }

    [Fact]
    public void A_button_that_bounces_ends_as_it_should_and_bounces_the_same_with_the_same_seed()
    {
        IReadOnlyList<PinEdge> edges = Bounce(7);

        Assert.Equal(edges, Bounce(7));
        Assert.NotEqual(edges, Bounce(8));
        Assert.True(edges.Count > 2);
        Assert.True(edges[^1].High);
        Assert.All(edges, edge => Assert.True(edge.Time < TimeSpan.FromSeconds(1.02) || edge.Time >= TimeSpan.FromSeconds(1.2), $"{edge}"));

        static IReadOnlyList<PinEdge> Bounce(ulong seed)
        {
            using Simulation simulation = new(seed);
            VirtualBoard board = simulation.Boot(BuildOutput.Firmware("Tasks"));
            simulation.At(TimeSpan.FromSeconds(1), () => board.Do($"bounce {Bounced} 0.2"));
            simulation.RunFor(TimeSpan.FromSeconds(2));
            return board.Pins[Bounced].Edges.Where(edge => edge.Time >= TimeSpan.FromSeconds(1)).ToArray();
        }
    }

    [Fact]
    public void The_date_jumps_and_drifts_and_LEDs_blink_on_as_before()
    {
        using Simulation simulation = new() { StartDate = new DateTime(1999, 12, 31, 23, 59, 0, DateTimeKind.Utc) };
        VirtualBoard board = simulation.Boot(BuildOutput.Sample("Blink"));
        simulation.RunFor(TimeSpan.FromSeconds(10));
        Assert.Equal(new DateTime(1999, 12, 31, 23, 59, 10), board.Calendar.Now);

        board.Do("clock -86400");
        simulation.RunFor(TimeSpan.FromSeconds(10));
        Assert.Equal(new DateTime(1999, 12, 30, 23, 59, 20), board.Calendar.Now);

        board.Do("clock drift 100");
        simulation.RunFor(TimeSpan.FromSeconds(10_000));
        TimeSpan wrong = board.Calendar.Now - new DateTime(1999, 12, 30, 23, 59, 20) - TimeSpan.FromSeconds(10_000);
        Assert.Equal(1, wrong.TotalSeconds, 4);

        Assert.All(board.Pins[15].Edges.Zip(board.Pins[15].Edges.Skip(1)), pair => Assert.Equal(TimeSpan.FromMilliseconds(501), pair.Second.Time - pair.First.Time));
    }
}
