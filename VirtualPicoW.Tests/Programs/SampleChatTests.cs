using System;
using System.Linq;

namespace VirtualPicoW.Tests;

/// <summary>Samples/Chat, seen from this machine.</summary>
public class SampleChatTests
{
    private const int Guests = 8;

    [Fact]
    public void What_one_says_all_others_read()
    {
        using SampleBoard board = new("Chat", Guests + 1);
        System.Collections.Generic.List<TextClient> guests = Enumerable.Range(1, Guests).Select(number => Enter(board, number)).ToList();

        guests[0].Send("hello\n");
        guests[1].Send("and hello from me\n");

        Assert.All(guests.Skip(2), guest =>
        {
            string?[] heard = [ReadSaid(guest), ReadSaid(guest)];
            Assert.Equal(["guest 1: hello", "guest 2: and hello from me"], heard.Order());
        });
        guests.ForEach(guest => guest.Dispose());
        board.WaitForSockets(1);
    }

    [Fact]
    public void Who_comes_and_who_goes_is_told()
    {
        using SampleBoard board = new("Chat");
        using TextClient first = Enter(board, 1);
        TextClient second = Enter(board, 2);
        Assert.Equal("guest 2 has come", first.ReadLine());

        second.Dispose();

        Assert.Equal("guest 2 has gone", first.ReadLine());
    }

    [Fact]
    public void A_member_that_never_reads_holds_up_nobody_and_is_told_what_it_missed()
    {
        using SampleBoard board = new("Chat");
        using TextClient deaf = Enter(board, 1);
        using TextClient speaker = Enter(board, 2);
        using TextClient listener = Enter(board, 3);

        // More than both ends take in for one that does not read; and never more at a time than the queue of one that reads holds.
        string line = new('x', 190);
        for (int i = 0; i < 2500; i++)
        {
            speaker.Send(string.Concat(Enumerable.Repeat(line + "\n", 10)));
            for (int heard = 0; heard < 10; heard++)
            {
                Assert.Equal("guest 2: " + line, listener.ReadLine());
            }
        }

        while (deaf.ReadLine() is { } heard && !heard.StartsWith("(you missed", StringComparison.Ordinal))
        {
        }

        speaker.Send("bye\n");
        Assert.Equal("guest 2: bye", listener.ReadLine());
    }

    [Fact]
    public void A_line_without_end_costs_its_sender_the_membership()
    {
        using SampleBoard board = new("Chat");
        using TextClient first = Enter(board, 1);
        using TextClient second = Enter(board, 2);
        Assert.Equal("guest 2 has come", first.ReadLine());

        second.Send(new string('x', 1000));

        Assert.Empty(second.ReadToEnd());
        Assert.Equal("guest 2 has gone", first.ReadLine());
    }

    [Fact]
    public void What_a_terminal_takes_for_a_command_becomes_a_dot()
    {
        using SampleBoard board = new("Chat");
        using TextClient first = Enter(board, 1);
        using TextClient second = Enter(board, 2);
        Assert.Equal("guest 2 has come", first.ReadLine());

        second.Send("\u001b[2Jclear\u0007 \0\r\n");

        Assert.Equal("guest 2: .[2Jclear. .", first.ReadLine());
    }

    /// <summary>A guest that is known to be there, because it has read so.</summary>
    private static TextClient Enter(SampleBoard board, int number)
    {
        TextClient guest = board.Connect();
        Assert.Equal($"guest {number} has come", guest.ReadLine());
        return guest;
    }

    private static string? ReadSaid(TextClient guest)
    {
        string? line = guest.ReadLine();
        while (line != null && line.EndsWith(" has come", StringComparison.Ordinal))
        {
            line = guest.ReadLine();
        }

        return line;
    }
}
