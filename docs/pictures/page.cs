// Takes the pictures of the page in the browser, docs/pictures/page-*.png, of a real run of the firmware with two clients, and of one in simulated time.
//
//     dotnet run docs/pictures/page.cs [FOLDER]
//
// It needs Chromium: what the environment variable CHROMIUM names, or chromium, chromium-browser or google-chrome in the PATH.
#:package Microsoft.Playwright@1.64.1
#:property PublishAot=false
using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Playwright;

string here = Path.GetDirectoryName(ThisFile())!;
string folder = args.Length > 0 ? args[0] : here;
string repository = Path.Combine(here, "..", "..");
using IPlaywright playwright = await Playwright.CreateAsync();
await using IBrowser browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium(), Args = ["--no-sandbox"] });
using Process board = Start(repository, "--seconds 300");
try
{
    string address = await ReadFor(board, @"page +(http://\S+)");
    int port = int.Parse(await ReadFor(board, @"echo: listening on 127\.0\.0\.1:(\d+)"));
    _ = board.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
    using CancellationTokenSource end = new();
    Task clients = Task.WhenAll(Talk(port, "the quick brown fox ", 300, end.Token), Talk(port, "jumps over the lazy dog ", 170, end.Token));
    await Photograph(browser, address, folder);
    await end.CancelAsync();
    await clients;
}
finally
{
    board.Kill(entireProcessTree: true);
}

using Process simulated = Start(repository, "--world simulated --seed 7");
try
{
    string address = await ReadFor(simulated, @"page +(http://\S+)");
    _ = simulated.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
    await PhotographStandstill(browser, address, folder);
}
finally
{
    simulated.Kill(entireProcessTree: true);
}

static Process Start(string repository, string options) => Process.Start(new ProcessStartInfo("dotnet", "run --project firmware -- " + options)
{
    WorkingDirectory = repository,
    RedirectStandardInput = true,
    RedirectStandardOutput = true,
})!;

static async Task<string> ReadFor(Process board, string pattern)
{
    while (await board.StandardOutput.ReadLineAsync() is { } line)
    {
        if (Regex.Match(line, pattern) is { Success: true } match)
        {
            return match.Groups[1].Value;
        }
    }

    throw new InvalidOperationException("The board has ended too early: run the firmware by hand and see why.");
}

// A client, so that there is something to see.
static async Task Talk(int port, string text, int pauseMs, CancellationToken end)
{
    using TcpClient client = new();
    await client.ConnectAsync("127.0.0.1", port);
    byte[] bytes = Encoding.ASCII.GetBytes(text);
    byte[] answer = new byte[bytes.Length];
    while (!end.IsCancellationRequested)
    {
        await client.GetStream().WriteAsync(bytes);
        await client.GetStream().ReadExactlyAsync(answer);
        await Task.Delay(pauseMs);
    }
}

static async Task Photograph(IBrowser browser, string address, string folder)
{
    IPage light = await Open(browser, address, 1440, 1000, ColorScheme.Light);
    IPage dark = await Open(browser, address, 1440, 1000, ColorScheme.Dark);
    IPage phone = await Open(browser, address, 390, 844, ColorScheme.Light);

    // So long that every plot has something to show.
    await Task.Delay(TimeSpan.FromSeconds(25));
    await Shoot(light, folder, "page-light.png");
    await Shoot(dark, folder, "page-dark.png");
    await Shoot(phone, folder, "page-phone.png");
}

// The upper part of the page, when time was stopped after some seconds.
static async Task PhotographStandstill(IBrowser browser, string address, string folder)
{
    IPage page = await Open(browser, address, 1440, 460, ColorScheme.Light);
    await Task.Delay(TimeSpan.FromSeconds(8));
    await page.GetByRole(AriaRole.Button, new() { Name = "Pause time" }).ClickAsync();
    await page.GetByText("time stands still").WaitForAsync();
    await page.GetByRole(AriaRole.Button, new() { Name = "Next event" }).ClickAsync();
    await Task.Delay(TimeSpan.FromSeconds(1));
    await page.ScreenshotAsync(new() { Path = Path.Combine(folder, "page-simulated.png") });
    Console.WriteLine("page-simulated.png is taken.");
}

static async Task<IPage> Open(IBrowser browser, string address, int width, int height, ColorScheme scheme)
{
    IPage page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme, DeviceScaleFactor = 1 });
    await page.GotoAsync(address);
    return page;
}

// At the moment at which both LEDs are lit, or after a while one of them: the page stands still then.
static async Task Shoot(IPage page, string folder, string name)
{
    const string StandStill = """
        () => new Promise(resolve => {
            const leds = [...document.querySelectorAll('[data-led]')];
            const began = performance.now();
            const observer = new MutationObserver(() => {
                const lit = leds.filter(led => Number(led.style.getPropertyValue('--glow')) > 0.3).length;
                if (lit === leds.length || (lit > 0 && performance.now() - began > 20000)) {
                    observer.disconnect();
                    window.requestAnimationFrame = () => 0;
                    resolve();
                }
            });
            leds.forEach(led => observer.observe(led, { attributeFilter: ['style'] }));
        })
        """;
    await page.BringToFrontAsync();
    await page.EvaluateAsync(StandStill);
    await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name) });
    Console.WriteLine($"{name} is taken.");
}

static string Chromium() => Environment.GetEnvironmentVariable("CHROMIUM")
    ?? (from name in new[] { "chromium", "chromium-browser", "google-chrome" }
        from path in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        let file = Path.Combine(path, name)
        where File.Exists(file)
        select file).FirstOrDefault()
    ?? throw new InvalidOperationException("There is no Chromium: install it, or let the environment variable CHROMIUM name it.");

static string ThisFile([CallerFilePath] string path = "") => path;
