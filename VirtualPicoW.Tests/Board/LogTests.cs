using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace VirtualPicoW.Tests;

public class LogTests
{
    [Fact]
    public void A_line_has_seconds_source_and_text_in_columns() =>
        Assert.Equal("    1.234 GP15   high", new LogLine(TimeSpan.FromMilliseconds(1234), "GP15", "high").ToString());

    [Fact]
    public void Lines_are_printed_as_they_come()
    {
        StringWriter output = new();
        using VirtualBoard board = new(new BoardOptions { Output = output });

        board.Inside().Output.WriteLine("hello");

        Assert.EndsWith("app    hello" + Environment.NewLine, output.ToString());
    }

    [Fact]
    public void Pieces_of_a_line_are_put_together()
    {
        using VirtualBoard board = TestBoards.New();

        board.Inside().Output.Write("a");
        board.Inside().Output.Write("b\nc");
        board.Inside().Output.WriteLine("d\r");

        Assert.Equal(["ab", "cd"], board.Log.Lines.Select(line => line.Text));
    }

    [Fact]
    public void A_line_that_was_not_ended_is_printed_when_the_board_stops()
    {
        VirtualBoard board = TestBoards.New();
        board.Inside().Output.Write("unfinished");

        board.Stop();

        Assert.Equal("unfinished", Assert.Single(board.Log.Lines).Text);
    }

    [Fact]
    public void Lines_of_many_threads_stay_whole()
    {
        StringWriter output = new();
        using VirtualBoard board = new(new BoardOptions { Output = output });

        Parallel.For(0, 1000, _ => board.Inside().Output.WriteLine("0123456789"));

        Assert.Equal(1000, board.Log.Lines.Count(line => line.Text == "0123456789"));
        Assert.Equal(1000, output.ToString().Split("0123456789" + Environment.NewLine).Length - 1);
    }

    [Fact]
    public void Waiting_for_a_line_that_does_not_come_fails_and_shows_the_log()
    {
        using VirtualBoard board = TestBoards.New();
        board.Inside().Output.WriteLine("something else");

        TimeoutException failure = Assert.Throws<TimeoutException>(() => board.Log.WaitFor("something", TimeSpan.FromMilliseconds(30)));
        Assert.Contains("something else", failure.Message);
    }
}
