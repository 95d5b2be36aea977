using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Playwright;

namespace VirtualPicoW.PageTests;

/// <summary>The browser that all tests share, if there is one.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "chrome.exe"];

    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>Where Chromium is; null if there is none.</summary>
    public static string? Executable { get; } = Find();

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (Executable != null)
        {
            playwright = await Playwright.CreateAsync();

            // Whoever tests as root, as in a container, has no sandbox; what is shown is our own page.
            browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable, ChromiumSandbox = false });
        }
    }

    /// <summary>A new page, as wide as a desk's screen unless told otherwise. The test is skipped if there is no browser.</summary>
    public async Task<IPage> NewPage(int width = 1280, ColorScheme scheme = ColorScheme.Light)
    {
        Assert.SkipWhen(browser == null, "There is no Chromium: install it, or let the environment variable CHROMIUM name it.");
        IBrowserContext context = await browser!.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = scheme });
        context.SetDefaultTimeout((float)PageTest.Patience.TotalMilliseconds);
        return await context.NewPageAsync();
    }

    /// <summary>Closes all pages.</summary>
    public async Task ClosePages()
    {
        foreach (IBrowserContext context in browser?.Contexts.ToArray() ?? [])
        {
            await context.CloseAsync();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await (browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        playwright?.Dispose();
    }

    private static string? Find() => Environment.GetEnvironmentVariable("CHROMIUM") ??
        (from name in Names
         from folder in (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
         let file = Path.Combine(folder, name)
         where File.Exists(file)
         select file).FirstOrDefault();
}
