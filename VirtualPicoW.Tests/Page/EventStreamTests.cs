using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;

namespace VirtualPicoW.Tests;

/// <summary>What the page is told of a board, without a browser.</summary>
public sealed class EventStreamTests : IDisposable
{
    private const int Edges = 5000;

    private readonly VirtualBoard board = TestBoards.New();
    private readonly BoardPage page;

    public EventStreamTests() => page = BoardPage.ShowAnywhere(board, board.Load(BuildOutput.Firmware("Blinker")));

    public void Dispose()
    {
        page.Dispose();
        board.Dispose();
    }

    [Fact]
    public async Task The_first_event_says_what_runs_and_what_can_be_said_to_it()
    {
        using PageClient client = await PageClient.Open(page.Url);

        (string type, JsonElement data) = await client.Next();

        Assert.Equal("board", type);
        Assert.Equal("Blinker", data.GetProperty("firmware").GetString());
        Assert.Equal(BoardCommands.All.Select(command => command.Word), data.GetProperty("commands").EnumerateArray().Select(command => command.GetProperty("word").GetString()));
    }

    [Fact]
    public async Task Whoever_comes_late_is_told_what_happened_before()
    {
        board.Pins[20].Drive(true);
        board.Log.Add("app", "hello");

        using PageClient client = await PageClient.Open(page.Url);

        Assert.Equal([true], (await client.ReadEdges(20, 1)).Select(edge => edge.High));
        await client.ReadTo("lines", data => data.GetProperty("events").EnumerateArray().Any(line => line[2].GetString() == "hello"));
    }

    [Fact]
    public async Task Whoever_reads_slowly_misses_no_edge()
    {
        using PageClient client = await PageClient.Open(page.Url);
        await client.Next();
        for (int i = 0; i < Edges; i++)
        {
            board.Pins[20].Drive(i % 2 == 0);
        }

        List<(long Time, bool High)> edges = await client.ReadEdges(20, Edges);

        Assert.Equal(Enumerable.Range(0, Edges).Select(i => i % 2 == 0), edges.Select(edge => edge.High));
        Assert.Equal(edges.OrderBy(edge => edge.Time), edges);
    }

    [Fact]
    public async Task Whoever_comes_back_goes_on_where_they_were()
    {
        board.Pins[20].Drive(true);
        string? last;
        using (PageClient first = await PageClient.Open(page.Url))
        {
            await first.ReadEdges(20, 1);
            last = first.LastId;
        }

        board.Pins[20].Drive(false);
        using PageClient second = await PageClient.Open(page.Url, last);

        (string type, JsonElement data) = await second.Next();
        Assert.Equal("edges", type);
        Assert.Equal(0, data.GetProperty("events").EnumerateArray().Single()[2].GetInt32());
    }

    [Theory]
    [InlineData("00000000-1")]
    [InlineData("nonsense")]
    public async Task Whoever_comes_from_another_run_begins_anew(string from)
    {
        using PageClient client = await PageClient.Open(page.Url, from);

        Assert.Equal("board", (await client.Next()).Type);
    }

    [Fact]
    public async Task What_is_not_kept_any_more_is_counted()
    {
        string? last;
        board.Pins[20].Drive(true);
        using (PageClient first = await PageClient.Open(page.Url))
        {
            await first.ReadEdges(20, 1);
            last = first.LastId;
        }

        for (int i = 0; i < EventJournal.Capacity + 10; i++)
        {
            board.Pins[20].Drive(i % 2 != 0);
        }

        using PageClient second = await PageClient.Open(page.Url, last);
        Assert.True((await second.ReadTo("gap", _ => true)).GetProperty("missed").GetInt64() >= 10);
    }

    [Fact]
    public async Task A_command_does_what_it_does_in_a_terminal_and_answers()
    {
        using HttpClient client = new();

        HttpResponseMessage driven = await client.PostAsync(page.Url + "command", new StringContent("drive 20 high"));
        HttpResponseMessage sockets = await client.PostAsync(page.Url + "command", new StringContent("sockets"));
        HttpResponseMessage refused = await client.PostAsync(page.Url + "command", new StringContent("dance"));

        Assert.Equal(HttpStatusCode.OK, driven.StatusCode);
        Assert.True(board.Pins[20].IsHigh);
        Assert.Equal("0 of 4 are in use\n", await sockets.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal("There is no command 'dance'; help lists those there are.\n", await refused.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Pins_tasks_and_memory_are_told_while_somebody_looks()
    {
        board.Start();
        using PageClient client = await PageClient.Open(page.Url);

        await client.ReadTo("pins", data => data.GetProperty("pins").EnumerateArray().Any(pin => pin.GetProperty("number").GetInt32() == 15 && pin.GetProperty("mode").GetString() == "output"));
        await client.ReadTo("memory", data => data.TryGetProperty("heldBytes", out JsonElement held) && held.GetInt64() > 0);
    }

    [Fact]
    public async Task Whoever_looks_is_told_why_the_board_has_come_to_rest_and_then_the_stream_ends()
    {
        using PageClient client = await PageClient.Open(page.Url);
        await client.Next();

        board.Stop();
        page.Finish(new BoardExit(ExitReason.MainThrew, new InvalidOperationException("broken")));

        JsonElement power = await client.ReadTo("power", data => !data.GetProperty("on").GetBoolean());
        Assert.Equal("Main threw an exception", power.GetProperty("reason").GetString());
        Assert.Contains("broken", power.GetProperty("exception").GetString());
        await Assert.ThrowsAsync<EndOfStreamException>(() => client.ReadTo("power", _ => false));
    }

    [Fact]
    public async Task No_more_look_at_a_board_than_it_can_bear()
    {
        PageClient[] clients = await Task.WhenAll(Enumerable.Range(0, PageContent.MaxStreams).Select(_ => PageClient.Open(page.Url)));
        using HttpClient client = new();

        HttpResponseMessage refused = await client.GetAsync(page.Url + "events");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Array.ForEach(clients, other => other.Dispose());
    }
}
