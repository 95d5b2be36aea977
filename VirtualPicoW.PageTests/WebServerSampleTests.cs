using System;
using System.Diagnostics;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.Playwright;
using VirtualPicoW.Tests;
using static Microsoft.Playwright.Assertions;

namespace VirtualPicoW.PageTests;

/// <summary>Samples/WebServer on a phone.</summary>
public sealed class WebServerSampleTests(Browser browser) : PageTest(browser)
{
    private const int PhoneWidth = 390;

    [Fact]
    public async Task The_led_is_switched_and_blinks_and_the_page_shows_it_without_being_loaded_again()
    {
        IPage page = await OpenSample(ColorScheme.Light);
        await page.EvaluateAsync("window.isSameDocument = true");

        await ClickUntil(page, "LED on", "^LED on$");
        Assert.True(Board.Pins[15].IsHigh);

        await page.GetByLabel("every").FillAsync("600");
        await ClickUntil(page, "Blink", "^LED (on|off), blinking$");
        Board.Pins[15].WaitForEdges(Board.Pins[15].Edges.Count + 4, Patience);

        await ClickUntil(page, "LED off", "^LED off$");
        Assert.True(await page.EvaluateAsync<bool>("window.isSameDocument"));
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Axe_finds_nothing_and_nothing_is_wider_than_the_phone(ColorScheme scheme)
    {
        IPage page = await OpenSample(scheme);

        await ExpectNoViolation(page);
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= PhoneWidth);
    }

    /// <summary>A request for which the board has no time is lost. Who sees nothing happen clicks again.</summary>
    private static async Task ClickUntil(IPage page, string button, string told)
    {
        const int EnoughMs = 5000;
        for (Stopwatch waited = Stopwatch.StartNew(); ;)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
            try
            {
                await Expect(page.Locator("#status p")).ToHaveTextAsync(new Regex(told), new() { Timeout = EnoughMs });
                return;
            }
            catch (PlaywrightException) when (waited.Elapsed < Patience)
            {
                // Again.
            }
        }
    }

    private async Task<IPage> OpenSample(ColorScheme scheme)
    {
        const string Announcement = "listening on ";
        IPage page = await Browser.NewPage(PhoneWidth, scheme);
        Show(new VirtualBoard(new BoardOptions { World = new WorldWithFreePorts(new HostWorld()), JoinTime = TimeSpan.Zero }), Firmware.PathOf("WebServer"));
        Board.Start();
        string line = Board.Log.WaitFor(line => line.Source == "app" && line.Text.StartsWith(Announcement, StringComparison.Ordinal), Patience).Text;
        await page.GotoAsync($"http://{line[Announcement.Length..]}/");
        await page.Locator("#status p").WaitForAsync();
        return page;
    }
}
