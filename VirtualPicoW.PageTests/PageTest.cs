using System;
using System.Threading.Tasks;
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
    public async ValueTask DisposeAsync()
    {
        await Browser.ClosePages();
        page?.Dispose();
        Board?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Boots a firmware and opens its page.</summary>
    internal async Task<IPage> Open(string firmware, AccessPoint? accessPoint = null, Action<Firmware>? prepare = null)
    {
        // Skipped before anything is booted.
        IPage shown = await Browser.NewPage();
        Boot(firmware, accessPoint, prepare);
        await shown.GotoAsync(Url);
        await shown.Locator("[data-state=on]").WaitForAsync();
        return shown;
    }

    /// <summary>Tells the page that the board has come to rest, as a run does at its end.</summary>
    internal void Finish(BoardExit exit) => page!.Finish(exit);

    /// <summary>Boots a firmware that has a page.</summary>
    internal void Boot(string firmware, AccessPoint? accessPoint = null, Action<Firmware>? prepare = null)
    {
        Board = new VirtualBoard(new BoardOptions { AccessPoint = accessPoint ?? new AccessPoint(), JoinTime = TimeSpan.Zero });
        Firmware loaded = Board.Load(firmware);
        prepare?.Invoke(loaded);
        page = BoardPage.ShowAnywhere(Board, loaded);
        Board.Start();
    }
}
