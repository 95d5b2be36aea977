using System;
using System.Linq;
using System.Threading.Tasks;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace VirtualPicoW.PageTests;

/// <summary>A board, its page, and a browser that shows it.</summary>
[Collection(nameof(Browser))]
public abstract class PageTest(Browser browser) : IAsyncDisposable
{
    /// <summary>Longer than anything here takes, so that only a failure waits that long.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private BoardPage? page;

    /// <summary>The board; null until it was booted.</summary>
    internal VirtualBoard Board { get; private set; } = null!;

    /// <summary>The page's address.</summary>
    internal string Url => page!.Url;

    /// <summary>The browser.</summary>
    protected Browser Browser { get; } = browser;

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        await Browser.ClosePages();
        Kill();
        GC.SuppressFinalize(this);
    }

    /// <summary>Boots a firmware and opens its page.</summary>
    internal async Task<IPage> Open(string firmware, AccessPoint? accessPoint = null, Action<Firmware>? prepare = null)
    {
        // Skipped before anything is booted.
        IPage shown = await Browser.NewPage();
        Boot(firmware, accessPoint, prepare);
        await Visit(shown);
        return shown;
    }

    /// <summary>Opens the page.</summary>
    internal async Task Visit(IPage shown)
    {
        await shown.GotoAsync(Url);
        await shown.Locator("[data-state=on]").WaitForAsync();
    }

    /// <summary>Tells the page that the board has come to rest, as a run does at its end.</summary>
    internal void Finish(BoardExit exit) => page!.Finish(exit);

    /// <summary>The board and its page are gone without a word.</summary>
    internal void Kill()
    {
        page?.Dispose();
        Board?.Dispose();
        page = null;
    }

    /// <summary>Boots a firmware that has a page.</summary>
    internal void Boot(string firmware, AccessPoint? accessPoint = null, Action<Firmware>? prepare = null, PageAddress? address = null)
    {
        VirtualBoard board = new(new BoardOptions { AccessPoint = accessPoint ?? new AccessPoint(), JoinTime = TimeSpan.Zero });
        Show(board, firmware, prepare, address);
        board.Start();
    }

    /// <summary>Loads a firmware onto a board, and gives that a page.</summary>
    internal void Show(VirtualBoard board, string firmware, Action<Firmware>? prepare = null, PageAddress? address = null)
    {
        Board = board;
        Firmware loaded = board.Load(firmware);
        prepare?.Invoke(loaded);
        page = address == null ? BoardPage.ShowAnywhere(board, loaded) : BoardPage.ShowAt(address, board, loaded);
    }

    /// <summary>Axe finds nothing that would keep somebody from using the page.</summary>
    protected static async Task ExpectNoViolation(IPage page)
    {
        AxeResult result = await page.RunAxe();
        string[] violations = [.. result.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {violation.Help}: {node.Html}"))];
        Assert.True(violations.Length == 0, string.Join('\n', violations));
    }

    /// <summary>What an expectation waits for, it waits for patiently.</summary>
    /// <typeparam name="T">The options of the expectation.</typeparam>
    protected static T Patiently<T>()
        where T : new()
    {
        T options = new();
        typeof(T).GetProperty("Timeout")!.SetValue(options, (float)Patience.TotalMilliseconds);
        return options;
    }
}
