using System;
using System.Threading.Tasks;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace VirtualPicoW.PageTests;

/// <summary>The page of a board whose time is simulated.</summary>
public sealed class SimulatedPageTests(Browser browser) : PageTest(browser)
{
    private const ulong Seed = 4711;

    private readonly Simulation simulation = new(Seed) { Pace = { Factor = 1 } };
    private volatile bool isOver;
    private Task run = Task.CompletedTask;

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        isOver = true;
        simulation.Pace.IsPaused = false;
        await run;
        await base.DisposeAsync();
        simulation.Dispose();
    }

    [Fact]
    public async Task The_seed_is_in_view()
    {
        IPage page = await OpenSimulated();

        await Expect(page.GetByRole(AriaRole.Toolbar, new() { Name = "Simulated time" })).ToContainTextAsync($"Seed {Seed}", Patiently<LocatorAssertionsToContainTextOptions>());
        await Expect(page.Locator("#loop")).ToContainTextAsync("the loop is never late", Patiently<LocatorAssertionsToContainTextOptions>());
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Axe_finds_nothing_in_simulated_time_either(int width)
    {
        IPage page = await OpenSimulated(width);
        await page.GetByRole(AriaRole.Toolbar, new() { Name = "Simulated time" }).WaitForAsync();

        await ExpectNoViolation(page);
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width);
    }

    [Fact]
    public async Task Time_stands_still_at_a_click_and_goes_on_event_by_event()
    {
        IPage page = await OpenSimulated();
        ILocator next = page.GetByRole(AriaRole.Button, new() { Name = "Next event" });
        await Expect(next).ToBeDisabledAsync(Patiently<LocatorAssertionsToBeDisabledOptions>());

        await page.GetByRole(AriaRole.Button, new() { Name = "Pause time" }).ClickAsync();
        await Expect(page.Locator(".state")).ToHaveTextAsync("time stands still", Patiently<LocatorAssertionsToHaveTextOptions>());
        long events = simulation.EventCount;
        TimeSpan time = simulation.Now;
        await ExpectEvent(page, events);

        await next.ClickAsync();
        await ExpectEvent(page, events + 1);
        await next.ClickAsync();
        await ExpectEvent(page, events + 2);
        Assert.True(simulation.Now >= time);
        Assert.Equal(events + 2, simulation.EventCount);

        await page.GetByRole(AriaRole.Button, new() { Name = "Let time run" }).ClickAsync();
        await Expect(page.Locator(".state")).ToHaveTextAsync("running", Patiently<LocatorAssertionsToHaveTextOptions>());
        Board.Pins[15].WaitForEdges(Board.Pins[15].Edges.Count + 2, Patience);
    }

    [Fact]
    public async Task What_a_step_does_to_a_pin_is_seen_while_time_stands_still()
    {
        IPage page = await OpenSimulated();
        await page.GetByRole(AriaRole.Button, new() { Name = "Pause time" }).ClickAsync();
        await Expect(page.Locator(".state")).ToHaveTextAsync("time stands still", Patiently<LocatorAssertionsToHaveTextOptions>());
        int edges = Board.Pins[15].Edges.Count;
        while (Board.Pins[15].Edges.Count == edges)
        {
            long events = simulation.EventCount;
            await page.GetByRole(AriaRole.Button, new() { Name = "Next event" }).ClickAsync();
            await ExpectEvent(page, events + 1);
        }

        await Expect(page.Locator("[data-gp='15'][data-level]")).ToHaveAttributeAsync("data-level", Board.Pins[15].IsHigh ? "high" : "low", Patiently<LocatorAssertionsToHaveAttributeOptions>());
    }

    [Fact]
    public async Task Time_passes_faster_and_slower()
    {
        IPage page = await OpenSimulated();
        ILocator pace = page.GetByLabel("Pace");
        await Expect(pace).ToHaveTextAsync("real time", Patiently<LocatorAssertionsToHaveTextOptions>());

        await page.GetByRole(AriaRole.Button, new() { Name = "Faster" }).ClickAsync();
        await Expect(pace).ToHaveTextAsync("2 \u00d7 real time", Patiently<LocatorAssertionsToHaveTextOptions>());
        Assert.Equal(2, simulation.Pace.Factor);

        await page.GetByRole(AriaRole.Button, new() { Name = "Slower" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Slower" }).ClickAsync();
        await Expect(pace).ToHaveTextAsync("0.5 \u00d7 real time", Patiently<LocatorAssertionsToHaveTextOptions>());

        await page.GetByRole(AriaRole.Button, new() { Name = "As fast as it can" }).ClickAsync();
        await Expect(pace).ToHaveTextAsync("as fast as it can", Patiently<LocatorAssertionsToHaveTextOptions>());
        Board.Pins[15].WaitForEdges(1000, Patience);
    }

    [Fact]
    public async Task A_button_that_is_pressed_on_the_page_reaches_the_firmware_in_simulated_time()
    {
        IPage page = await OpenSimulated();

        await page.GetByRole(AriaRole.Button, new() { Name = "Press the button at GP2" }).ClickAsync();

        await page.Locator("#log .lines", new() { HasText = "released" }).WaitForAsync();
    }

    private static Task ExpectEvent(IPage page, long number) => Expect(page.GetByRole(AriaRole.Toolbar, new() { Name = "Simulated time" }))
        .ToContainTextAsync(FormattableString.Invariant($"event {number:N0},"), Patiently<LocatorAssertionsToContainTextOptions>());

    private async Task<IPage> OpenSimulated(int width = 1280)
    {
        IPage shown = await Browser.NewPage(width);
        Show(simulation.AddBoard(), Firmware.PathOf("Blinker"));
        Board.Start();
        run = Task.Run(() => simulation.Run(() => isOver, TimeSpan.FromDays(1)));
        await Visit(shown);
        return shown;
    }
}
