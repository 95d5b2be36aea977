using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using VirtualPicoW.Hardware;

namespace VirtualPicoW.Tests;

/// <summary>What can be said to a running board.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly VirtualBoard board = TestBoards.New();

    public void Dispose() => board.Stop();

    [Fact]
    public void Tasks_are_told_as_a_tree_without_a_line_of_code()
    {
        board.Boot(BuildOutput.Firmware("Tasks"));
        board.Log.WaitFor("held", TestBoards.Patience);

        board.Do("tasks");

        string[] told = Told("tasks");
        Assert.EndsWith(" tasks", told[0]);
        Assert.StartsWith("#1 Run waits for what it gathers", told[1]);
        Assert.Contains(told, line => line.EndsWith("holder waits for Event, in Hold"));
        Assert.Contains(told, line => line.Contains("wanting waits for Lock, held by holder (#"));
    }

    [Fact]
    public void A_turn_that_lasts_is_told_while_it_lasts_and_tasks_names_who_holds_the_loop()
    {
        board.Boot(BuildOutput.Firmware("Tasks"));
        board.Log.WaitFor("held", TestBoards.Patience);

        board.Pins[2].Drive(false);
        board.Log.WaitFor(line => line.Text.StartsWith("a turn lasts for ") && line.Text.EndsWith("computing runs, in Compute"), TestBoards.Patience);
        board.Do("tasks");
        board.Pins[2].Release();
        board.Log.WaitFor(line => line.Text.StartsWith("the turn has ended after "), TestBoards.Patience);

        Assert.Equal("the loop does not answer, for a task holds it: computing runs, in Compute", Told("tasks")[0]);
        board.Do("tasks");
        Assert.Contains(Told("tasks"), line => line.EndsWith(" tasks"));
    }

    [Fact]
    public void Firmware_without_AsyncCore_has_no_tasks_to_tell_of()
    {
        board.Boot(BuildOutput.Firmware("Blinker"));

        board.Do("tasks");

        Assert.Equal("the firmware does not use AsyncCore, or has not begun to", Told("tasks")[0]);
    }

    [Fact]
    public void Pins_in_use_are_told_with_mode_level_and_who_drives_them()
    {
        board.Boot(BuildOutput.Firmware("Blinker"));
        board.Log.WaitFor("blinking", TestBoards.Patience);
        board.Pins[2].Drive(false);
        board.Pins[20].Drive(true);

        board.Do("pins");

        Assert.Equal("GP2 input with pull-up, low, driven low from outside, watched", Told("pins")[0]);
        Assert.Matches("GP15 output, (high|low)", Told("pins")[1]);
        Assert.Equal("GP20 not open, high, driven high from outside", Told("pins")[2]);
    }

    [Fact]
    public void Aboard_without_pins_in_use_says_so()
    {
        board.Do("pins");

        Assert.Equal(["no pin is in use"], Told("pins"));
    }

    [Fact]
    public void Sockets_in_use_are_told()
    {
        board.Boot(BuildOutput.Firmware("Echo"));
        board.Log.WaitFor(line => line.Text.StartsWith("echo on port"), TestBoards.Patience);

        board.Do("sockets");

        Assert.Equal("1 of 4 are in use", Told("sockets")[0]);
        Assert.StartsWith("listening on 127.0.0.1:", Told("sockets")[1]);
    }

    [Fact]
    public void A_button_is_pressed_and_released()
    {
        board.Boot(BuildOutput.Firmware("Blinker"));
        board.Log.WaitFor("blinking", TestBoards.Patience);

        board.Do("press 2");

        board.Log.WaitFor("pressed", TestBoards.Patience);
        board.Log.WaitFor("released", TestBoards.Patience);
    }

    [Fact]
    public void A_pin_is_driven_until_it_is_released()
    {
        board.Do("drive 20 high");
        Assert.True(board.Pins[20].IsHigh);

        board.Do("drive 20 low");
        Assert.False(board.Pins[20].IsHigh);

        board.Do("drive 20 high");
        board.Do("release 20");
        Assert.False(board.Pins[20].IsHigh);
    }

    [Fact]
    public void The_access_point_changes_its_signal_and_its_password()
    {
        board.Do("wifi signal -78");
        Assert.Equal(-78, board.AccessPoint!.Rssi);

        board.Do("wifi password two words");
        Assert.Equal("two words", board.AccessPoint.Password);
        Assert.Equal(JoinResult.WrongPassword, board.Inside().Radio.Join(AccessPoint.DefaultSsid, AccessPoint.DefaultPassword));

        board.Do("wifi password");
        Assert.Equal(JoinResult.Joined, board.Inside().Radio.Join(AccessPoint.DefaultSsid, ""));
    }

    [Fact]
    public void The_access_point_goes_and_comes()
    {
        board.Do("wifi off");
        Assert.False(board.AccessPoint!.IsPresent);

        board.Do("wifi on");
        Assert.True(board.AccessPoint.IsPresent);
    }

    [Fact]
    public void Without_an_access_point_none_can_be_switched()
    {
        using VirtualBoard board = new(new BoardOptions { AccessPoint = null });

        board.Do("wifi off");

        Assert.Contains("there is no access point in reach", board.Log.Lines.Single().Text);
    }

    [Fact]
    public async Task Power_ends_the_run_at_once()
    {
        board.Boot(BuildOutput.Firmware("Blinker"));

        board.Do("power");

        Assert.Equal(ExitReason.Stopped, (await board.Completion).Reason);
        board.Do("pins");
        Assert.Empty(Told("pins"));
    }

    [Fact]
    public void Help_lists_every_command()
    {
        board.Do("help");

        Assert.Equal(BoardCommands.All.Count, Told("help").Length);
        Assert.All(BoardCommands.All.Zip(Told("help")), pair => Assert.StartsWith(pair.First.Usage + " ", pair.Second));
    }

    [Theory]
    [InlineData("dance", "There is no command 'dance'; help lists those there are.")]
    [InlineData("tasks all", "'tasks all' makes no sense: write tasks.")]
    [InlineData("press", "'press' makes no sense: write press PIN [SECONDS].")]
    [InlineData("press GP14", "'press GP14' makes no sense: write press PIN [SECONDS].")]
    [InlineData("press 14 soon", "'press 14 soon' makes no sense: write press PIN [SECONDS].")]
    [InlineData("press 14 0", "'press 14 0' makes no sense: write press PIN [SECONDS].")]
    [InlineData("press 99", "GP99 does not exist: a Pico W has GP0 to GP22 and GP26 to GP28.")]
    [InlineData("wifi", "'wifi' makes no sense: write wifi off|on|signal DBM [SECONDS]|password [TEXT].")]
    [InlineData("wifi signal", "'wifi signal' makes no sense: write wifi off|on|signal DBM [SECONDS]|password [TEXT].")]
    [InlineData("wifi signal 5", "'wifi signal 5' makes no sense: write wifi off|on|signal DBM [SECONDS]|password [TEXT].")]
    [InlineData("wifi password short", "The password of a WPA2 network has 8 to 63 characters; leave it empty for an open network.")]
    [InlineData("drive 14", "'drive 14' makes no sense: write drive PIN high|low.")]
    [InlineData("drive 25 high", "GP25 belongs to the radio of the Pico W. The on-board LED hangs on the radio as well and cannot be reached from managed code on this target: put an LED with a resistor on GP15 and use that.")]
    [InlineData("release", "'release' makes no sense: write release PIN.")]
    [InlineData("release 14 now", "'release 14 now' makes no sense: write release PIN.")]
    [InlineData("wifi maybe", "'wifi maybe' makes no sense: write wifi off|on|signal DBM [SECONDS]|password [TEXT].")]
    [InlineData(" ", "A command is missing; help lists those there are.")]
    public void A_command_that_makes_no_sense_is_answered_by_one_line(string command, string answer)
    {
        board.Do(command);

        Assert.Equal($"console {answer}", string.Join('\n', board.Log.Lines.Select(line => $"{line.Source} {line.Text}")));
    }

    [Fact]
    public void A_console_says_each_line_to_theboard_and_its_end_breaks_nothing()
    {
        BoardConsole.Begin(board, new StringReader("\nsockets\n\ndance\n"));

        board.Log.WaitFor("closed; the board goes on", TestBoards.Patience);
        Assert.Equal(["sockets", "console", "console"], board.Log.Lines.Select(line => line.Source));
    }

    [Fact]
    public void A_script_lets_things_happen_at_their_time()
    {
        Script script = Script.Parse("demo.txt", ["# a demo", "", "0.02 wifi off   # gone", "  0.01\tpress 2 0.05", "0 sockets"]);

        script.Play(board);

        board.Log.WaitFor("PicoNet has vanished", TestBoards.Patience);
        board.Log.WaitFor("0 of 4 are in use", TestBoards.Patience);
        Assert.Equal([20, 10, 0], script.Events.Select(planned => (int)planned.Time.TotalMilliseconds));
    }

    [Theory]
    [InlineData("demo.txt, line 2: 'soon' is no time. Write seconds of board time and a command, such as 1.5 press 14.", "1 help", "soon press 14")]
    [InlineData("demo.txt, line 1: '-1' is no time. Write seconds of board time and a command, such as 1.5 press 14.", "-1 help")]
    [InlineData("demo.txt, line 1: There is no command 'dance'; help lists those there are.", "1 dance")]
    [InlineData("demo.txt, line 1: A command is missing; help lists those there are.", "1")]
    [InlineData("demo.txt, line 3: GP23 belongs to the radio", "", "", "1 press 23")]
    public void A_line_of_a_script_that_makes_no_sense_is_named(string complaint, params string[] lines)
    {
        Assert.StartsWith(complaint, Assert.Throws<CommandLineException>(() => Script.Parse("demo.txt", lines)).Message);
    }

    private string[] Told(string word) => [.. board.Log.Lines.Where(line => line.Source == word).Select(line => line.Text)];
}
