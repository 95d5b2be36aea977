using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;

namespace VirtualPicoW.Tests;

/// <summary>Who gets at the page, and who does not.</summary>
public sealed class PageGuardTests : IDisposable
{
    private readonly VirtualBoard board = TestBoards.New();
    private readonly BoardPage page;
    private readonly HttpClient client = new();

    public PageGuardTests() => page = BoardPage.ShowAnywhere(board, board.Load(BuildOutput.Firmware("Adjustable")));

    private Uri Url => new(page.Url);

    public void Dispose()
    {
        client.Dispose();
        page.Dispose();
        board.Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("page.js")]
    [InlineData("style/base.css")]
    public async Task The_page_is_there_for_who_knows_its_address(string file) =>
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(page.Url + file)).StatusCode);

    [Theory]
    [InlineData("/")]
    [InlineData("/events")]
    [InlineData("/AAAAAAAAAAAAAAAAAAAAAA/events")]
    [InlineData("/AAAAAAAAAAAAAAAAAAAAAA/command")]
    public async Task Whoever_does_not_know_the_secret_finds_nothing(string path)
    {
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(new Uri(Url, path))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.PostAsync(new Uri(Url, path), new StringContent("drive 20 high"))).StatusCode);
        Assert.False(board.Pins[20].IsHigh);
    }

    [Theory]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://127.0.0.1:1")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Host", "evil.example")]
    [InlineData("Host", "127.0.0.1")]
    public async Task Another_site_can_neither_read_nor_press(string header, string value)
    {
        Assert.Equal(HttpStatusCode.Forbidden, await Status(HttpMethod.Get, "events", header, value));
        Assert.Equal(HttpStatusCode.Forbidden, await Status(HttpMethod.Post, "command", header, value));
        Assert.False(board.Pins[20].IsHigh);
    }

    [Fact]
    public async Task The_page_itself_may_press()
    {
        Assert.Equal(HttpStatusCode.OK, await Status(HttpMethod.Post, "command", "Origin", Url.GetLeftPart(UriPartial.Authority)));
        Assert.True(board.Pins[20].IsHigh);
    }

    [Fact]
    public async Task The_page_runs_no_script_but_its_own_and_stands_in_no_other()
    {
        HttpResponseMessage response = await client.GetAsync(page.Url);

        string policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy);
        Assert.Contains("script-src 'self';", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
    }

    [Fact]
    public async Task The_page_names_nothing_outside_of_itself()
    {
        string folder = Path.Combine(BuildOutput.Root, "VirtualPicoW", "Page", "wwwroot");
        foreach (string file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
        {
            string text = await File.ReadAllTextAsync(file);
            Assert.DoesNotContain("http", text.Replace("http://www.w3.org/2000/svg", string.Empty), StringComparison.Ordinal);
            Assert.DoesNotContain("innerHTML", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_users_secret_stays_the_same_and_is_theirs_alone()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "kept", "page-secret");

        string secret = PageSecret.OfFile(path);

        Assert.Equal(22, secret.Length);
        Assert.Equal(secret, PageSecret.OfFile(path));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
    }

    [Fact]
    public void Where_no_secret_can_be_kept_each_run_has_its_own()
    {
        string file = Path.GetTempFileName();

        Assert.NotEqual(PageSecret.OfFile(Path.Combine(file, "page-secret")), PageSecret.OfFile(Path.Combine(file, "page-secret")));
    }

    [Fact]
    public void Two_boards_have_two_pages()
    {
        using PageAddress first = PageAddress.Take(0, "a")!;

        using PageAddress second = PageAddress.Take(first.Port, "b")!;

        Assert.NotEqual(first.Port, second.Port);
    }

    private async Task<HttpStatusCode> Status(HttpMethod method, string path, string header, string value)
    {
        using HttpRequestMessage request = new(method, page.Url + path) { Content = method == HttpMethod.Post ? new StringContent("drive 20 high") : null };
        request.Headers.Add(header, value);
        using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return response.StatusCode;
    }
}
