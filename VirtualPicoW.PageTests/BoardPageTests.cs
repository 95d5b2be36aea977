using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace VirtualPicoW.PageTests;

/// <summary>What one sees and does on the page.</summary>
public sealed class BoardPageTests(Browser browser) : PageTest(browser)
{
    private const int ClientsAtOnce = 2;
    private const int Clients = 10;
    private const int Changes = 4;

    [Fact]
    public async Task An_LED_at_GP15_blinks_on_the_page_as_on_the_board()
    {
        const string CountChanges = """
            count => new Promise(resolve => new MutationObserver((_, observer) => {
                if (--count === 0) {
                    observer.disconnect();
                    resolve(true);
                }
            }).observe(document.querySelector("[data-led='15']"), { attributeFilter: ["data-lit"] }))
            """;
        IPage page = await OpenDemo();
        await page.Locator("[data-led='15']").WaitForAsync();
        int before = Board.Pins[15].Edges.Count;

        await page.EvaluateAsync(CountChanges, Changes).WaitAsync(Patience);

        Assert.InRange(Board.Pins[15].Edges.Count - before, Changes - 2, int.MaxValue);
    }

    [Fact]
    public async Task A_button_that_is_pressed_on_the_page_reaches_the_firmware()
    {
        IPage page = await Open(Firmware.PathOf("Blinker"));

        await page.GetByRole(AriaRole.Button, new() { Name = "Press the button at GP2" }).ClickAsync();

        Board.Log.WaitFor("pressed", Patience);
        Board.Log.WaitFor("released", Patience);
        await page.Locator("#log .lines", new() { HasText = "released" }).WaitForAsync();
    }

    [Fact]
    public async Task WiFi_vanishes_and_returns_and_the_page_says_so()
    {
        IPage page = await OpenDemo();
        ILocator link = page.Locator("#wifi .link");
        await Expect(link).ToHaveTextAsync("joined", Patiently<LocatorAssertionsToHaveTextOptions>());

        await page.GetByRole(AriaRole.Button, new() { Name = "Let it vanish" }).ClickAsync();
        await Expect(link).ToHaveTextAsync("out of reach", Patiently<LocatorAssertionsToHaveTextOptions>());
        Assert.False(Board.Radio.IsUp);

        await page.GetByRole(AriaRole.Button, new() { Name = "Let it return" }).ClickAsync();
        await Expect(link).ToHaveTextAsync("joined", Patiently<LocatorAssertionsToHaveTextOptions>());
        Assert.True(Board.Radio.IsUp);
    }

    [Fact]
    public async Task Ten_clients_come_and_the_table_never_shows_more_than_the_board_has()
    {
        IPage page = await OpenDemo();
        ILocator rows = page.Locator("#sockets tbody tr");
        int port = int.Parse(Board.Log.WaitFor(line => line.Text.StartsWith("echo: listening", StringComparison.Ordinal), Patience).Text.Split(':')[^1]);
        List<TcpClient> clients = [];
        for (int i = 0; i < Clients; i++)
        {
            TcpClient client = new();
            clients.Add(client);
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, port);
            }
            catch (SocketException)
            {
                // The board has no socket left, and was quick to say so.
            }
        }

        await Expect(page.Locator("#sockets tr[data-kind=connected]")).ToHaveCountAsync(ClientsAtOnce, Patiently<LocatorAssertionsToHaveCountOptions>());
        Assert.Equal(BoardOptions.SocketsOfPicoW, await rows.CountAsync());
        string peer = Board.Sockets.States.First(socket => socket.Peer != null).Peer!;
        await rows.Filter(new() { HasText = peer }).WaitForAsync();

        clients.ForEach(client => client.Dispose());
        await Expect(page.Locator("#sockets tr[data-kind=free]")).ToHaveCountAsync(ClientsAtOnce, Patiently<LocatorAssertionsToHaveCountOptions>());
    }

    [Fact]
    public async Task A_script_in_the_name_of_a_network_or_in_a_line_of_the_log_is_text()
    {
        const string Script = "<img src=x onerror=hit()>";
        IPage page = await Open(Firmware.PathOf("Blinker"), new AccessPoint(Script, "long-enough"));
        Board.Log.Add("app", Script);

        await page.Locator("#log .text", new() { HasText = Script }).WaitForAsync();
        await Expect(page.Locator("#wifi .ssid")).ToHaveTextAsync(Script, Patiently<LocatorAssertionsToHaveTextOptions>());
        Assert.Equal(0, await page.Locator("img").CountAsync());
    }

    [Fact]
    public async Task Another_site_in_the_same_browser_can_neither_read_nor_press()
    {
        IPage page = await Open(Firmware.PathOf("Blinker"));
        IPage other = await page.Context.NewPageAsync();
        await other.RouteAsync("http://other.example/", route => route.FulfillAsync(new() { ContentType = "text/html", Body = "<!doctype html>" }));
        await other.GotoAsync("http://other.example/");

        string read = await other.EvaluateAsync<string>("url => fetch(url + 'events', { mode: 'no-cors' }).then(answer => answer.type + answer.status, () => 'refused')", Url);
        await other.EvaluateAsync<string>("url => fetch(url + 'command', { method: 'POST', mode: 'no-cors', body: 'drive 20 high' }).then(() => 'sent', () => 'refused')", Url);

        Assert.Contains(read, new[] { "opaque0", "refused" });
        Assert.False(Board.Pins[20].IsHigh);
    }

    [Fact]
    public async Task The_keyboard_alone_is_enough()
    {
        IPage page = await Open(Firmware.PathOf("Blinker"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Press the button at GP2" }).WaitForAsync();

        await TabTo(page, "GP20, not in use");
        await page.Keyboard.PressAsync("Enter");
        await TabTo(page, "Drive high");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("[data-gp='20'][data-outside='high']").WaitForAsync();
        await TabTo(page, "Command");
        await page.Keyboard.TypeAsync("drive 20 low");
        await page.Keyboard.PressAsync("Enter");

        await page.Locator("[data-gp='20'][data-outside='low']").WaitForAsync();
    }

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Light)]
    public async Task Axe_finds_nothing_and_nothing_is_wider_than_the_screen(int width, ColorScheme scheme)
    {
        IPage page = await Browser.NewPage(width, scheme);
        Boot(Firmware.PathOf("firmware"), prepare: Prepare);
        await page.GotoAsync(Url);
        await page.Locator("#tasks li").First.WaitForAsync();
        await page.Locator("#memory tbody tr").First.WaitForAsync();

        await ExpectNoViolation(page);
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width);
    }

    [Fact]
    public async Task A_task_that_hogs_the_loop_is_red_while_it_does()
    {
        IPage page = await Open(Firmware.PathOf("Tasks"));
        ILocator hog = page.Locator("#tasks [data-hog]");
        await page.Locator("#tasks li", new() { HasText = "computing" }).First.WaitForAsync();
        Assert.Equal(0, await hog.CountAsync());

        Board.Pins[2].Drive(false);
        await Expect(hog).ToHaveCountAsync(1, Patiently<LocatorAssertionsToHaveCountOptions>());
        await Expect(hog).ToContainTextAsync("computing", Patiently<LocatorAssertionsToContainTextOptions>());
        await Expect(hog).ToContainTextAsync("holds the loop", Patiently<LocatorAssertionsToContainTextOptions>());
        await Expect(page.Locator("#tasks .hog")).ToContainTextAsync("Holds up all others: computing", Patiently<LocatorAssertionsToContainTextOptions>());
        string colour = await page.EvaluateAsync<string>("() => { document.body.append(Object.assign(document.createElement('i'), { className: 'hog' })); return getComputedStyle(document.body.lastChild).color; }");
        await Expect(hog.Locator(".task-name")).ToHaveCSSAsync("color", colour, Patiently<LocatorAssertionsToHaveCSSOptions>());

        Board.Pins[2].Release();
        await Expect(hog).ToHaveCountAsync(0, Patiently<LocatorAssertionsToHaveCountOptions>());
    }

    [Fact]
    public async Task Twenty_thousand_edges_all_come_to_the_page()
    {
        const int Edges = 20_000;
        IPage page = await Open(Firmware.PathOf("Blinker"));
        await page.GetByRole(AriaRole.Button, new() { Name = "GP20, not in use" }).ClickAsync();

        for (int i = 1; i <= Edges; i++)
        {
            Board.Pins[20].Drive(i % 2 != 0);
        }

        await Expect(page.Locator("#pin")).ToContainTextAsync("20,000, ", Patiently<LocatorAssertionsToContainTextOptions>());
        Assert.Equal(0, await page.GetByText("events were missed").CountAsync());
    }

    [Fact]
    public async Task A_screen_reader_says_what_each_pin_is_who_waits_and_who_is_connected()
    {
        IPage page = await OpenDemo();

        await ExpectSaid(page, "#board", """
            - region "Board":
              - heading "Board" [level=2]
              - list "Pins on the left":
                - listitem:
                  - button "GP0, not in use"
                - listitem: GND
                - listitem:
                  - button "GP15, output, taken by task blink 1"
              - img "A Raspberry Pi Pico W, USB connector above"
              - list "Pins on the right"
              - heading "GP15" [level=3]
              - term: Mode
              - definition: output
              - term: Level
              - definition: /^(high|low), for .+ m?s$/
              - term: Taken by
              - definition: task blink 1
              - group "What is wired to the pin":
                - button "Press"
                - button "Release"
            """);
        await ExpectSaid(page, "#tasks", """
            - region "Tasks":
              - list "Tasks, those that are awaited below those that await them":
                - listitem: /^blink 1 sleeps \d+ ms left in .*Blink/
                - listitem: /^server at port \d+ waits for something to read/
            """);
        await ExpectSaid(page, "#wifi", """
            - region "WiFi":
              - paragraph:
                - strong: PicoNet
                - status: joined
              - term: Address
              - definition: 127.0.0.1
              - slider "Signal": "-55"
              - button "Let it vanish"
            """);
        await ExpectSaid(page, "#sockets", """
            - region "Sockets":
              - paragraph: 2 of 4 in use
              - region "Table of sockets":
                - table:
                  - rowgroup:
                    - row:
                      - columnheader "Socket"
                      - columnheader "Peer"
                  - rowgroup:
                    - row /listening .* anybody/
            """);
    }

    [Fact]
    public async Task A_command_that_makes_no_sense_is_answered_on_the_page()
    {
        IPage page = await Open(Firmware.PathOf("Blinker"));

        await page.GetByLabel("Command").FillAsync("dance");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator("#notice")).ToHaveTextAsync("There is no command 'dance'; help lists those there are.", Patiently<LocatorAssertionsToHaveTextOptions>());
    }

    [Fact]
    public async Task The_page_says_why_the_board_has_come_to_rest()
    {
        IPage page = await Open(Firmware.PathOf("Blinker"));

        await page.GetByRole(AriaRole.Button, new() { Name = "Cut power" }).ClickAsync();
        await Board.Completion;
        Finish(new BoardExit(ExitReason.Stopped));

        await Expect(page.Locator(".state")).ToContainTextAsync("The board was switched off", Patiently<LocatorAssertionsToContainTextOptions>());
    }

    /// <summary>What stands in the tree of accessibility, the rest left out.</summary>
    private static Task ExpectSaid(IPage page, string part, string tree) =>
        Expect(page.Locator(part)).ToMatchAriaSnapshotAsync(tree, Patiently<LocatorAssertionsToMatchAriaSnapshotOptions>());

    /// <summary>Presses Tab until the focus is at what has the name.</summary>
    private static async Task TabTo(IPage page, string name)
    {
        const int Most = 120;
        for (int i = 0; i < Most; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<string>("document.activeElement.ariaLabel || document.activeElement.labels?.[0]?.textContent || document.activeElement.textContent") == name)
            {
                return;
            }
        }

        Assert.Fail($"The Tab key does not come to '{name}'.");
    }

    private static void Prepare(Firmware firmware)
    {
        firmware.Settings!.Set("echo.port", FreePort());
        firmware.Settings.Set("telemetry.periodMs", "200");
    }

    private static string FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private Task<IPage> OpenDemo() => Open(Firmware.PathOf("firmware"), prepare: Prepare);
}
