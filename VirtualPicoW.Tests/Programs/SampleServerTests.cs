using System.Linq;

namespace VirtualPicoW.Tests;

/// <summary>The servers in the folder Samples, seen from this machine.</summary>
public class SampleServerTests
{
    [Fact]
    public void The_echo_server_echoes_to_two_and_turns_a_third_away()
    {
        using SampleBoard board = new("EchoServer");
        using TextClient first = board.Connect();
        using TextClient second = board.Connect();
        Assert.Equal("one", first.Ask("one"));
        Assert.Equal("two", second.Ask("two"));

        using (TextClient third = board.Connect())
        {
            Assert.Empty(third.ReadToEnd());
        }

        Assert.Equal("one again", first.Ask("one again"));
        Assert.Equal("two again", second.Ask("two again"));
    }

    [Fact]
    public void The_echo_server_tells_of_a_client_that_resets_and_serves_the_next()
    {
        using SampleBoard board = new("EchoServer");
        using TextClient first = board.Connect();
        Assert.Equal("one", first.Ask("one"));
        first.Reset();
        board.WaitForSockets(1);

        using TextClient second = board.Connect();

        Assert.Equal("two", second.Ask("two"));
        Assert.Contains(board.Printed(), line => line.Contains("The connection was lost"));
    }

    [Fact]
    public void The_upper_case_server_answers_line_by_line_up_to_the_last()
    {
        using SampleBoard board = new("UpperCaseServer");
        using TextClient client = board.Connect();

        Assert.Equal("HELLO, PICO", client.Ask("hello, Pico"));
        client.Send("without an end");
        client.Finish();

        Assert.Equal("WITHOUT AN END", client.ReadToEnd());
    }

    [Fact]
    public void The_upper_case_server_hangs_up_on_a_line_without_end_and_others_do_not_notice()
    {
        using SampleBoard board = new("UpperCaseServer");
        using TextClient polite = board.Connect();
        using TextClient endless = board.Connect();

        endless.Send(new string('x', 1000));

        Assert.Empty(endless.ReadToEnd());
        Assert.Equal("STILL THERE", polite.Ask("still there"));
        Assert.EndsWith("sent a line of more than 200 bytes", board.Printed().Last());
    }

    [Fact]
    public void The_slow_server_gives_up_what_takes_too_long_and_serves_others_meanwhile()
    {
        using SampleBoard board = new("SlowServer");
        using TextClient patient = board.Connect();
        using TextClient other = board.Connect();

        patient.Send("3600000\n");
        Assert.Equal("done", other.Ask("1"));

        Assert.Equal("not done within 2000 ms", patient.ReadLine());
        Assert.Equal(["work of 1 ms done", "work of 3600000 ms cancelled"], board.Printed().Skip(1));
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("-1")]
    [InlineData("99999999999")]
    [InlineData("")]
    public void The_slow_server_asks_again_when_it_gets_no_number(string line)
    {
        using SampleBoard board = new("SlowServer");
        using TextClient client = board.Connect();

        Assert.Equal("For how many milliseconds am I to work?", client.Ask(line));
        Assert.Equal("done", client.Ask("0"));
    }

    [Fact]
    public void Too_long_a_line_for_the_slow_server_ends_the_connection_after_the_answers_to_those_before()
    {
        using SampleBoard board = new("SlowServer");
        using TextClient client = board.Connect();

        client.Send("1\n" + new string('9', 100));

        Assert.Equal("done\n", client.ReadToEnd());
        board.WaitForSockets(1);
    }
}
