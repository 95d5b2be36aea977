using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using VirtualPicoW.Hardware;

namespace VirtualPicoW.Tests;

public sealed class PinTests : IDisposable
{
    private readonly VirtualBoard board = TestBoards.New();

    private IPins Pins => board.Inside().Pins;

    public void Dispose() => board.Stop();

    [Fact]
    public void Firmware_drives_an_output_and_the_edges_are_kept_with_their_time()
    {
        board.Boot(BuildOutput.Firmware("Blinker"));

        board.Pins[15].WaitForEdges(4, TestBoards.Patience);

        PinEdge[] edges = board.Pins[15].Edges.Take(4).ToArray();
        Assert.Equal([true, false, true, false], edges.Select(edge => edge.High));
        Assert.Equal(edges.OrderBy(edge => edge.Time), edges);
    }

    [Fact]
    public void Firmware_hears_of_an_input_that_is_driven_from_outside()
    {
        board.Boot(BuildOutput.Firmware("Blinker"));
        board.Log.WaitFor("blinking", TestBoards.Patience);

        board.Pins[2].Drive(false);
        board.Log.WaitFor("pressed", TestBoards.Patience);
        board.Pins[2].Release();
        board.Log.WaitFor("released", TestBoards.Patience);
    }

    [Fact]
    public void Each_edge_is_a_line_of_the_log()
    {
        Open(15, PinDrive.Output);

        Pins.Write(15, true);
        Pins.Write(15, true);
        Pins.Write(15, false);

        Assert.Equal(["GP15 high", "GP15 low"], board.Log.Lines.Select(line => $"{line.Source} {line.Text}"));
    }

    [Fact]
    public void An_input_that_nobody_drives_is_told_when_it_is_read_once()
    {
        Open(2, PinDrive.Input);
        Open(3, PinDrive.InputPullDown);
        Open(4, PinDrive.Input);
        board.Pins[4].Drive(false);

        Assert.False(Pins.Read(2) || Pins.Read(2) || Pins.Read(3) || Pins.Read(4));

        Assert.StartsWith("is read and driven by nobody", Assert.Single(board.Log.Lines, line => line.Source == "GP2").Text);
        Assert.DoesNotContain(board.Log.Lines, line => line.Source is "GP3" or "GP4");
    }

    [Fact]
    public void Quiet_pins_are_not_in_the_log()
    {
        using VirtualBoard board = new(new BoardOptions { QuietPins = true });

        board.Pins[3].Drive(true);

        Assert.Empty(board.Log.Lines);
    }

    [Theory]
    [InlineData(PinDrive.Input, false)]
    [InlineData(PinDrive.InputPullDown, false)]
    [InlineData(PinDrive.InputPullUp, true)]
    public void An_input_that_nothing_drives_reads_its_pull(PinDrive mode, bool high)
    {
        Open(7, mode);

        Assert.Equal(high, Pins.Read(7));
    }

    [Fact]
    public void An_input_reads_what_drives_it_whatever_its_pull()
    {
        Open(7, PinDrive.InputPullUp);

        board.Pins[7].Drive(false);

        Assert.False(Pins.Read(7));
    }

    [Fact]
    public void An_open_drain_lets_go_when_high_so_that_others_can_pull_it_low()
    {
        Open(7, PinDrive.OutputOpenDrain);

        Pins.Write(7, true);
        Assert.True(Pins.Read(7));
        board.Pins[7].Drive(false);
        Assert.False(Pins.Read(7));
        Pins.Write(7, false);
        board.Pins[7].Drive(true);
        Assert.False(Pins.Read(7));
    }

    [Theory]
    [InlineData(23)]
    [InlineData(24)]
    [InlineData(25)]
    [InlineData(29)]
    public void The_pins_of_the_radio_cannot_be_opened(int pin)
    {
        InvalidOperationException refusal = Assert.Throws<InvalidOperationException>(() => Pins.Open(pin));
        Assert.Contains("belongs to the radio", refusal.Message);
        Assert.Contains("GP15", refusal.Message);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(30)]
    public void A_pin_that_does_not_exist_cannot_be_opened(int pin) =>
        Assert.Contains("does not exist", Assert.Throws<ArgumentException>(() => Pins.Open(pin)).Message);

    [Fact]
    public void A_pin_can_be_opened_once_only()
    {
        Pins.Open(4);

        Assert.Contains("open already", Assert.Throws<InvalidOperationException>(() => Pins.Open(4)).Message);
    }

    [Fact]
    public void A_pin_that_was_closed_can_be_opened_again()
    {
        Open(4, PinDrive.Output);

        Pins.Close(4);
        Pins.Open(4);

        Assert.Equal(PinDrive.Input, Pins.GetDrive(4));
    }

    [Fact]
    public void A_pin_must_be_opened_before_it_is_used()
    {
        Assert.Contains("OpenPin(4)", Assert.Throws<InvalidOperationException>(() => Pins.Read(4)).Message);
        Assert.Contains("OpenPin(4)", Assert.Throws<InvalidOperationException>(() => Pins.Write(4, true)).Message);
        Assert.Contains("OpenPin(4)", Assert.Throws<InvalidOperationException>(() => Pins.Close(4)).Message);
    }

    [Fact]
    public void An_input_cannot_be_written()
    {
        Pins.Open(4);

        Assert.Contains("PinMode.Output", Assert.Throws<InvalidOperationException>(() => Pins.Write(4, true)).Message);
    }

    [Fact]
    public void A_mode_that_the_chip_does_not_have_is_refused()
    {
        const PinDrive OutputOpenSource = (PinDrive)6;
        Pins.Open(4);

        Assert.Throws<ArgumentException>(() => Pins.SetDrive(4, OutputOpenSource));
        Assert.False(Pins.Supports(4, OutputOpenSource));
    }

    [Fact]
    public async Task Events_are_delivered_one_at_a_time_in_order_on_one_thread()
    {
        Open(5, PinDrive.Input);
        ConcurrentQueue<(int Thread, bool High)> threads = new();
        TaskCompletionSource done = new();
        Pins.Watch(5, high =>
        {
            threads.Enqueue((Environment.CurrentManagedThreadId, high));
            if (threads.Count == 4)
            {
                done.SetResult();
            }
        });

        for (int edge = 0; edge < 4; edge++)
        {
            board.Pins[5].Drive(edge % 2 == 0);
        }

        await done.Task.WaitAsync(TestBoards.Patience);
        Assert.Single(threads.Select(call => call.Thread).Distinct());
        Assert.Equal([true, false, true, false], threads.Select(call => call.High));
    }

    [Fact]
    public async Task A_bouncing_button_is_one_event_if_debounced()
    {
        WorldWithManualClock world = new();
        using VirtualBoard board = new(new BoardOptions { World = world });
        ConcurrentQueue<bool> events = WatchDebounced(board, PinDrive.InputPullUp);

        for (int bounce = 0; bounce < 5; bounce++)
        {
            board.Pins[5].Drive(false);
            world.Pass(TimeSpan.FromMilliseconds(1));
            board.Pins[5].Drive(true);
            world.Pass(TimeSpan.FromMilliseconds(1));
        }

        board.Pins[5].Drive(false);
        world.Pass(TimeSpan.FromMilliseconds(200));

        await EventsAreDelivered(board);
        Assert.Equal([false], events);
    }

    [Fact]
    public async Task A_glitch_is_no_event_if_debounced()
    {
        WorldWithManualClock world = new();
        using VirtualBoard board = new(new BoardOptions { World = world });
        ConcurrentQueue<bool> events = WatchDebounced(board, PinDrive.Input);

        board.Pins[5].Drive(true);
        world.Pass(TimeSpan.FromMilliseconds(1));
        board.Pins[5].Drive(false);
        world.Pass(TimeSpan.FromMilliseconds(200));

        await EventsAreDelivered(board);
        Assert.Empty(events);
    }

    [Fact]
    public async Task A_handler_that_throws_does_not_end_the_interrupt_thread()
    {
        Open(5, PinDrive.Input);
        int calls = 0;
        TaskCompletionSource second = new();
        Pins.Watch(5, _ =>
        {
            if (Interlocked.Increment(ref calls) == 2)
            {
                second.SetResult();
            }

            throw new InvalidOperationException("from a handler");
        });

        board.Pins[5].Drive(true);
        board.Pins[5].Drive(false);

        await second.Task.WaitAsync(TestBoards.Patience);
        Assert.Contains(board.Log.Lines, line => line.Text.Contains("from a handler", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_oldest_event_is_lost_when_handlers_do_not_keep_up()
    {
        Open(5, PinDrive.Input);
        using ManualResetEventSlim hold = new();
        int handled = 0;
        TaskCompletionSource last = new();
        Pins.Watch(5, _ =>
        {
            hold.Wait();
            Interlocked.Increment(ref handled);
        });

        for (int edge = 0; edge < 100; edge++)
        {
            board.Pins[5].Drive(edge % 2 == 0);
        }

        board.Inside().Interrupts.Post(last.SetResult);
        hold.Set();
        await last.Task.WaitAsync(TestBoards.Patience);
        Assert.InRange(handled, 63, 65);
        Assert.Contains(board.Log.Lines, line => line.Text.StartsWith("an event was lost", StringComparison.Ordinal));
    }

    private static ConcurrentQueue<bool> WatchDebounced(VirtualBoard board, PinDrive drive)
    {
        ConcurrentQueue<bool> events = new();
        IPins pins = board.Inside().Pins;
        pins.Open(5);
        pins.SetDrive(5, drive);
        pins.SetDebounce(5, TimeSpan.FromMilliseconds(50));
        pins.Watch(5, events.Enqueue);
        return events;
    }

    /// <summary>One event comes after the other, so that after this one all before it have come.</summary>
    private static async Task EventsAreDelivered(VirtualBoard board)
    {
        TaskCompletionSource delivered = new();
        board.Inside().Interrupts.Post(delivered.SetResult);
        await delivered.Task.WaitAsync(TestBoards.Patience);
    }

    private void Open(int pin, PinDrive mode)
    {
        Pins.Open(pin);
        Pins.SetDrive(pin, mode);
    }
}
