using System;
using System.Net;
using System.Net.Sockets;

namespace VirtualPicoW.Tests;

/// <summary>The clients in the folder Samples, and what they say when nobody is there.</summary>
public sealed class SampleClientTests : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    private (string Name, string Value) Port => ("port", $"{((IPEndPoint)listener.LocalEndpoint).Port}");

    public void Dispose() => listener.Dispose();

    [Fact]
    public void The_echo_client_tells_how_long_each_echo_took()
    {
        using SampleBoard server = new("EchoServer");
        using SampleBoard client = new("EchoClient", settings: ("port", $"{server.Port}"));

        Assert.Matches(@"^echo 1 after \d+ ms$", client.WaitFor("echo 1 "));
        Assert.Matches(@"^echo 2 after \d+ ms$", client.WaitFor("echo 2 "));
    }

    [Fact]
    public void The_echo_client_says_that_nobody_is_there_and_connects_when_somebody_is()
    {
        listener.Start();
        (string Name, string Value) port = Port;
        listener.Stop();
        using SampleBoard board = new("EchoClient", settings: port);
        Assert.Equal($"Could not connect to 127.0.0.1:{port.Value}: 127.0.0.1 refused.", board.WaitFor("Could not connect"));

        using TcpListener server = new(IPAddress.Loopback, int.Parse(port.Value));
        server.Start();

        using TextClient client = new(server.AcceptTcpClient());
        Assert.Equal("call 1", client.ReadLine());
    }

    [Theory]
    [InlineData("call 2\n", " is no echo server")]
    [InlineData("", " has closed the connection")]
    public void The_echo_client_says_what_is_wrong_with_a_server_and_connects_again(string answer, string complaint)
    {
        listener.Start();
        using SampleBoard board = new("EchoClient", settings: Port);
        using (TextClient client = new(listener.AcceptTcpClient()))
        {
            Assert.Equal("call 1", client.ReadLine());
            client.Send(answer);
        }

        board.Board.Log.WaitFor(complaint, TestBoards.Patience);
        using TextClient again = new(listener.AcceptTcpClient());
        Assert.Equal("call 1", again.ReadLine());
    }

    [Fact]
    public void The_quote_of_the_day_is_one_line_and_then_the_program_ends()
    {
        listener.Start();
        using SampleBoard board = new("QuoteOfTheDayClient", settings: Port);
        using TextClient client = new(listener.AcceptTcpClient());

        client.Send("Less is more.\r\nEven less is a bore.\r\n");

        board.WaitForEnd();
        Assert.Equal(["Less is more."], board.Printed());
        Assert.Equal(0, board.Board.Sockets.Count);
    }

    [Theory]
    [InlineData(0, "closed without a word.")]
    [InlineData(2000, "What is read does not end within 512 bytes.")]
    public void A_quote_that_is_none_is_told_in_one_line(int length, string complaint)
    {
        listener.Start();
        using SampleBoard board = new("QuoteOfTheDayClient", settings: Port);
        using (TextClient client = new(listener.AcceptTcpClient()))
        {
            client.Send(new string('x', length));
            client.Finish();
            board.WaitForEnd();
        }

        string line = Assert.Single(board.Printed());
        Assert.StartsWith("no quote today: ", line);
        Assert.Contains(complaint, line);
    }

    [Theory]
    [InlineData("QuoteOfTheDayClient", "no quote today")]
    [InlineData("TwoPages", "no page")]
    public void A_client_that_finds_nobody_says_so_in_one_line_and_ends(string sample, string complaint)
    {
        listener.Start();
        (string Name, string Value) port = Port;
        listener.Stop();

        using SampleBoard board = new(sample, settings: port);

        board.WaitForEnd();
        Assert.Equal([$"{complaint}: Could not connect to 127.0.0.1:{port.Value}: 127.0.0.1 refused."], board.Printed());
    }

    [Fact]
    public void Two_pages_are_fetched_in_turn_and_together()
    {
        using SampleBoard server = new("WebServer");
        using SampleBoard board = new("TwoPages", settings: ("port", $"{server.Port}"));

        board.WaitForEnd();

        Assert.Collection(
            board.Printed(),
            line => Assert.Matches(@"^in turn: [2-9]\d{3} bytes in \d+ ms$", line),
            line => Assert.Matches(@"^together: [2-9]\d{3} bytes in \d+ ms$", line));
        Assert.Equal(0, board.Board.Sockets.Count);
    }

    [Fact]
    public void Two_pages_that_are_not_there_are_told_in_one_line()
    {
        listener.Start();
        using SampleBoard board = new("TwoPages", settings: Port);
        using (TextClient client = new(listener.AcceptTcpClient()))
        {
            Assert.Equal("GET / HTTP/1.0", client.ReadLine());
            client.Send("HTTP/1.0 404 Not Found\r\n\r\n");
            board.WaitForEnd();
        }

        Assert.EndsWith(" answers: HTTP/1.0 404 Not Found", Assert.Single(board.Printed()));
    }
}
