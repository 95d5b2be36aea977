using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace VirtualPicoW.PageTests;

/// <summary>The page of a run, from the command line on.</summary>
public sealed class RunTests(Browser browser) : PageTest(browser)
{
    private const int FirstPort = 20_000;
    private const int Ports = 10_000;

    private Process? process;

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        process?.Kill();
        process?.Dispose();
        return base.DisposeAsync();
    }

    [Fact]
    public async Task The_first_line_of_a_run_tells_the_address_and_that_opens()
    {
        IPage page = await Browser.NewPage();

        await page.GotoAsync(await FirstAddress());

        await page.Locator("[data-state=on]").WaitForAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("Blinker", Patiently<LocatorAssertionsToHaveTextOptions>());
        await page.Locator("[data-led='15'][data-lit=yes]").WaitForAsync();
    }

    [Fact]
    public async Task So_does_that_of_a_run_in_simulated_time()
    {
        IPage page = await Browser.NewPage();

        await page.GotoAsync(await FirstAddress("--world", "simulated", "--seed", "8", "--pace", "1", "--seconds", "1000"));

        await Expect(page.GetByRole(AriaRole.Toolbar, new() { Name = "Simulated time" })).ToContainTextAsync("Seed 8", Patiently<LocatorAssertionsToContainTextOptions>());
        await page.Locator("[data-led='15'][data-lit=yes]").WaitForAsync();
    }

    [Fact]
    public async Task The_page_looks_for_a_board_that_was_killed_and_follows_it_when_it_is_started_again()
    {
        IPage page = await Browser.NewPage();
        string secret = PageSecret.New();
        int port = Random.Shared.Next(FirstPort, FirstPort + Ports);
        using PageAddress first = PageAddress.Take(port, secret)!;
        Boot(Firmware.PathOf("Blinker"), address: first);
        await Visit(page);
        Board.Log.Add("app", "in the first life");
        await page.Locator("#log .text", new() { HasText = "in the first life" }).WaitForAsync();

        Kill();
        await Expect(page.Locator(".state")).ToHaveTextAsync("no connection; looking for the board\u2026", Patiently<LocatorAssertionsToHaveTextOptions>());
        Boot(Firmware.PathOf("Blinker"), address: await TakeAgain(first.Port, secret));
        Board.Log.Add("app", "in the second life");

        await Expect(page.Locator(".state")).ToHaveTextAsync("running", Patiently<LocatorAssertionsToHaveTextOptions>());
        await page.Locator("#log .text", new() { HasText = "in the second life" }).WaitForAsync();
        Assert.Equal(0, await page.Locator("#log .text", new() { HasText = "in the first life" }).CountAsync());
    }

    /// <summary>The same port, as soon as the system gives it.</summary>
    private static async Task<PageAddress> TakeAgain(int port, string secret)
    {
        for (Stopwatch waited = Stopwatch.StartNew(); waited.Elapsed < Patience; await Task.Delay(TimeSpan.FromMilliseconds(20)))
        {
            PageAddress address = PageAddress.Take(port, secret)!;
            if (address.Port == port)
            {
                return address;
            }

            address.Dispose();
        }

        throw new TimeoutException($"Port {port} is not given again.");
    }

    private async Task<string> FirstAddress(params string[] arguments)
    {
        process = Process.Start(new ProcessStartInfo("dotnet", ["exec", typeof(VirtualBoard).Assembly.Location, Firmware.PathOf("Blinker"), "--quiet-pins", .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        string line = await process.StandardOutput.ReadLineAsync() ?? string.Empty;
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("page", words.ElementAtOrDefault(1));
        return words[2];
    }
}
