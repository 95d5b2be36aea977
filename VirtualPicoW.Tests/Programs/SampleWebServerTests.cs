using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;

namespace VirtualPicoW.Tests;

/// <summary>Samples/WebServer, seen from a browser and from those who are none.</summary>
public sealed class SampleWebServerTests : IDisposable
{
    /// <summary>Twice as many as the board serves at once. The rest of a crowd would wait for the kernel to try again.</summary>
    private const int Browsers = 6;

    private readonly SampleBoard board = new("WebServer");
    private readonly HttpClient browser;

    public SampleWebServerTests() => browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false })
    {
        BaseAddress = new Uri($"http://127.0.0.1:{board.Port}"),
        Timeout = TestBoards.Patience,
    };

    public void Dispose()
    {
        browser.Dispose();
        board.Dispose();
    }

    [Fact]
    public async Task A_browser_gets_the_page_in_chunks_with_readings_and_tasks()
    {
        using HttpResponseMessage response = await browser.GetAsync("/");
        string page = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(response.Headers.TransferEncodingChunked);
        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Contains("<td>signal<td>-55 dBm", page);
        Assert.Contains("<td>readings<td>waits for its sleep to end", page);
        Assert.StartsWith("<!DOCTYPE html>", page);
        Assert.EndsWith("</html>\n", page);
    }

    [Fact]
    public void A_browser_that_knows_no_chunks_gets_none()
    {
        string answer = Ask("GET /status HTTP/1.0\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 200 OK\r\n", answer);
        Assert.DoesNotContain("chunked", answer);
        Assert.Contains("\r\n\r\n<p>LED off</p>", answer);
        Assert.EndsWith("</table>", answer);
    }

    [Fact]
    public async Task The_buttons_switch_the_led()
    {
        using HttpResponseMessage on = await browser.PostAsync("/led/on", null);
        Assert.Equal(HttpStatusCode.SeeOther, on.StatusCode);
        Assert.Equal("/", on.Headers.Location!.ToString());
        Assert.True(board.Board.Pins[15].IsHigh);
        Assert.StartsWith("<p class=\"on\">LED on</p>", await browser.GetStringAsync("/status"));

        using HttpResponseMessage off = await browser.PostAsync("/led/off", new StringContent("a form with something in it"));
        Assert.Equal(HttpStatusCode.SeeOther, off.StatusCode);
        Assert.False(board.Board.Pins[15].IsHigh);
    }

    [Fact]
    public async Task A_form_lets_the_led_blink_until_a_button_ends_that()
    {
        using HttpResponseMessage blink = await browser.PostAsync("/led/blink", new FormUrlEncodedContent([new("ms", "500")]));
        Assert.Equal(HttpStatusCode.SeeOther, blink.StatusCode);
        board.Board.Pins[15].WaitForEdges(board.Board.Pins[15].Edges.Count + 4, TestBoards.Patience);
        Assert.Contains(", blinking</p>", await browser.GetStringAsync("/status"));

        using HttpResponseMessage on = await browser.PostAsync("/led/on", null);
        Assert.StartsWith("<p class=\"on\">LED on</p>", await browser.GetStringAsync("/status"));
        Assert.True(board.Board.Pins[15].IsHigh);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ms=")]
    [InlineData("ms=499")]
    [InlineData("ms=10000")]
    [InlineData("ms=-500")]
    [InlineData("ms=5e3")]
    [InlineData("ms=1000&ms=2000")]
    [InlineData("period=1000")]
    [InlineData("ms=1000                                                                                                    ")]
    public async Task A_form_that_makes_no_sense_changes_nothing(string form)
    {
        using HttpResponseMessage refused = await browser.PostAsync("/led/blink", new StringContent(form));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.StartsWith("<p>LED off</p>", await browser.GetStringAsync("/status"));
    }

    [Fact]
    public void Whoever_listens_is_told_of_the_led_without_asking_again()
    {
        using TextClient listener = board.Connect();
        listener.Send("GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        Assert.Equal("HTTP/1.1 200 OK", listener.ReadLine());
        ReadTo(listener, "data: <p>LED off</p>");

        Ask("POST /led/on HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");

        ReadTo(listener, "data: <p class=\"on\">LED on</p>");
    }

    [Fact]
    public void A_third_who_listens_is_refused_and_the_page_is_still_served()
    {
        using TextClient first = board.Connect();
        using TextClient second = board.Connect();
        foreach (TextClient listener in new[] { first, second })
        {
            listener.Send("GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
            ReadTo(listener, "data: ");
        }

        Assert.StartsWith("HTTP/1.1 503 ", Ask("GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"));
        Assert.StartsWith("HTTP/1.1 200 ", Ask("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"));
    }

    [Fact]
    public async Task Many_browsers_at_once_all_get_the_page_from_a_board_of_four_sockets()
    {
        string[] pages = await Task.WhenAll(Enumerable.Range(0, Browsers).Select(_ => browser.GetStringAsync("/")));

        Assert.All(pages, page => Assert.EndsWith("</html>\n", page));
        board.WaitForSockets(1);
    }

    [Fact]
    public async Task Connections_that_ask_for_nothing_make_room_for_a_browser()
    {
        using TextClient first = board.Connect();
        using TextClient second = board.Connect();
        using TextClient third = board.Connect();
        third.Send("GET / HTTP");
        board.WaitForSockets(board.Board.Sockets.Limit);

        Assert.EndsWith("</html>\n", await browser.GetStringAsync("/"));

        Assert.Empty(first.ReadToEnd());
        Assert.Empty(third.ReadToEnd());
    }

    [Theory]
    [InlineData("400 Bad Request", "hello\r\n\r\n")]
    [InlineData("400 Bad Request", "\r\n")]
    [InlineData("400 Bad Request", "\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("400 Bad Request", "\0\u0001\u0002\n\n")]
    [InlineData("400 Bad Request", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("400 Bad Request", "GET / HTTP/1.1x\r\nHost: a\r\n\r\n")]
    [InlineData("400 Bad Request", "GET http://elsewhere/ HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("400 Bad Request", "GET / HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n")]
    [InlineData("400 Bad Request", "GET / HTTP/1.1\r\nHost: a\r\nA: b\rc\r\n\r\n")]
    [InlineData("400 Bad Request", "GET / HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n")]
    [InlineData("400 Bad Request", "GET / HTTP/1.1\r\n")]
    [InlineData("400 Bad Request", "GET / HTTP/1.1\r\n\r\n")]
    [InlineData("400 Bad Request", "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n")]
    [InlineData("400 Bad Request", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n")]
    [InlineData("400 Bad Request", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n")]
    [InlineData("400 Bad Request", "POST /led/on HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: many\r\n\r\n")]
    [InlineData("400 Bad Request", "POST /led/on HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1\r\n\r\n")]
    [InlineData("400 Bad Request", "POST /led/on HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: +5\r\n\r\nhello")]
    [InlineData("400 Bad Request", "POST /led/on HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length:\r\n\r\n")]
    [InlineData("400 Bad Request", "POST /led/on HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5, 5\r\n\r\nhello")]
    [InlineData("400 Bad Request", "POST /led/on HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\nContent-Length: 4\r\n\r\nhello")]
    [InlineData("400 Bad Request", "POST /led/on HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 10\r\n\r\nshort")]
    [InlineData("400 Bad Request", "POST /led/on HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length : 5\r\n\r\nhello")]
    [InlineData("400 Bad Request", "POST /led/on HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("404 Not Found", "GET /../../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("404 Not Found", "GET /ÿþ HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("405 Method Not Allowed", "DELETE / HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("405 Method Not Allowed", "GET /led/on HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")]
    [InlineData("405 Method Not Allowed", "HEAD /led/on HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")]
    [InlineData("411 Length Required", "POST /led/on HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("413 Content Too Large", "POST /led/on HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000000\r\n\r\n")]
    [InlineData("413 Content Too Large", "POST /led/on HTTP/1.1\r\nHost: 127.0.0.1\r\nExpect: 100-continue\r\nContent-Length: 99999999999999999999\r\n\r\n")]
    [InlineData("417 Expectation Failed", "POST /led/on HTTP/1.1\r\nHost: 127.0.0.1\r\nExpect: a miracle\r\nContent-Length: 5\r\n\r\n")]
    [InlineData("505 HTTP Version Not Supported", "GET / HTTP/2.0\r\n\r\n")]
    public async Task What_cannot_be_served_is_answered_with_the_reason_and_nothing_breaks(string status, string request)
    {
        Assert.StartsWith($"HTTP/1.1 {status}\r\n", Ask(request));

        Assert.False(board.Board.Pins[15].IsHigh);
        Assert.EndsWith("</html>\n", await browser.GetStringAsync("/"));
    }

    [Theory]
    [InlineData("Host: 127.0.0.1:8080", "Origin: http://evil.example")]
    [InlineData("Host: 127.0.0.1:8080", "Origin: http://127.0.0.1:9999")]
    [InlineData("Host: 127.0.0.1:8080", "Origin: https://127.0.0.1:8080")]
    [InlineData("Host: 127.0.0.1:8080", "Origin: null")]
    [InlineData("Host: 127.0.0.1:8080", "Sec-Fetch-Site: cross-site")]
    [InlineData("Host: 127.0.0.1:8080", "Sec-Fetch-Site: same-site")]
    [InlineData("Host: evil.example", "Origin: http://evil.example")]
    [InlineData("Host: evil.example", "Sec-Fetch-Site: same-origin")]
    [InlineData("Host: 127.0.0.1.evil.example", "Accept: */*")]
    public void A_page_of_another_site_does_not_switch_the_led(string host, string header)
    {
        string answer = Ask($"POST /led/on HTTP/1.1\r\n{host}\r\n{header}\r\nContent-Length: 0\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 403 Forbidden\r\n", answer);
        Assert.False(board.Board.Pins[15].IsHigh);
    }

    [Theory]
    [InlineData("Host: 127.0.0.1:8080", "Origin: http://127.0.0.1:8080")]
    [InlineData("Host: localhost:8080", "Origin: HTTP://LOCALHOST:8080")]
    [InlineData("host:127.0.0.1", "Sec-Fetch-Site: same-origin")]
    [InlineData("Host: 192.168.1.20:8080", "Sec-Fetch-Site: none")]
    [InlineData("Host: 127.0.0.1", "Content-Length: 0")]
    public void The_boards_own_page_and_programs_switch_the_led(string host, string header)
    {
        string answer = Ask($"POST /led/on HTTP/1.1\r\n{host}\r\n{header}\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 303 See Other\r\n", answer);
        Assert.True(board.Board.Pins[15].IsHigh);
    }

    [Theory]
    [InlineData("/", "200 OK")]
    [InlineData("/nowhere", "404 Not Found")]
    public void HEAD_gets_what_GET_gets_without_the_page(string path, string status)
    {
        string answer = Ask($"HEAD {path} HTTP/1.1\r\nHost: a\r\n\r\n");

        Assert.StartsWith($"HTTP/1.1 {status}\r\n", answer);
        Assert.Contains("\r\nContent-Type: text/", answer);
        Assert.EndsWith("\r\n\r\n", answer);
        Assert.Equal(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal), answer.Length - 4);
    }

    [Theory]
    [InlineData("GET /?from=bookmark HTTP/1.1")]
    [InlineData("\r\nGET / HTTP/1.1")]
    [InlineData("\nGET /? HTTP/1.1")]
    public void What_browsers_may_send_besides_makes_no_difference(string firstLine) =>
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", Ask(firstLine + "\r\nHost: a\r\n\r\n"));

    [Fact]
    public void Who_waits_to_be_told_to_send_a_body_is_told()
    {
        using TextClient client = board.Connect();
        client.Send("POST /led/on HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\nExpect: 100-Continue\r\n\r\n");
        Assert.Equal("HTTP/1.1 100 Continue", client.ReadLine());
        Assert.Equal("", client.ReadLine());

        client.Send("hello");

        Assert.Equal("HTTP/1.1 303 See Other", client.ReadLine());
        Assert.True(board.Board.Pins[15].IsHigh);
    }

    [Fact]
    public void A_length_that_is_said_twice_and_is_the_same_is_taken() => Assert.StartsWith(
        "HTTP/1.1 303 ", Ask("POST /led/on HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\nContent-Length: 05\r\n\r\nhello"));

    [Theory]
    [InlineData("414 URI Too Long", "GET /", "")]
    [InlineData("431 Request Header Fields Too Large", "GET / HTTP/1.1\r\nHost: a\r\nCookie: ", "\r\n\r\n")]
    public void A_request_without_end_is_refused_and_says_why(string status, string beginning, string end)
    {
        string answer = Ask(beginning + new string('x', 100_000) + end);

        Assert.StartsWith($"HTTP/1.1 {status}\r\n", answer);
        Assert.EndsWith($"\r\n\r\n{status}\n", answer);
    }

    [Fact]
    public void Headers_by_the_thousand_are_refused()
    {
        string headers = string.Concat(Enumerable.Repeat("A: b\r\n", 1000));

        Assert.StartsWith("HTTP/1.1 431 ", Ask("GET / HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n"));
    }

    [Fact]
    public async Task A_browser_that_goes_away_in_the_middle_hurts_nobody()
    {
        for (int i = 0; i < Browsers; i++)
        {
            using TextClient client = board.Connect();
            client.Send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            client.Reset();
        }

        Assert.EndsWith("</html>\n", await browser.GetStringAsync("/"));
        board.WaitForSockets(1);
    }

    private static void ReadTo(TextClient client, string beginning)
    {
        string? line;
        do
        {
            line = client.ReadLine();
            Assert.NotNull(line);
        }
        while (!line.StartsWith(beginning, StringComparison.Ordinal));
    }

    private string Ask(string request)
    {
        using TextClient client = board.Connect();
        client.Send(request);
        client.Finish();
        return client.ReadToEnd();
    }
}
