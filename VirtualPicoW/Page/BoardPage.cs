using System;
using System.Diagnostics;
using System.Threading;

namespace VirtualPicoW;

/// <summary>
/// The page that shows a board in a browser. Its address is there at once; the server is loaded when somebody comes, so that a run at which nobody looks costs nothing.
/// </summary>
internal sealed class BoardPage : IDisposable
{
    private const int GlanceMicroseconds = 100_000;

    private readonly PageAddress address;
    private readonly PageContent content;
    private readonly VirtualBoard board;
    private readonly Lock gate = new();
    private PageServer? server;
    private bool isOver;

    private BoardPage(VirtualBoard board, Firmware firmware, PageAddress address)
    {
        this.board = board;
        this.address = address;
        content = new PageContent(board, firmware);
        new Thread(Wait) { IsBackground = true, Name = "page" }.Start();
    }

    /// <summary>What one enters in a browser.</summary>
    public string Url => address.Url;

    /// <summary>Begins to show a board on which firmware is loaded. The log tells where.</summary>
    /// <param name="board">The board.</param>
    /// <param name="firmware">What is loaded.</param>
    /// <returns>Null if no port is free; the log tells that, too.</returns>
    public static BoardPage? Show(VirtualBoard board, Firmware firmware)
    {
        if (PageAddress.Take(PageAddress.FirstPort, PageSecret.OfUser()) is not { } address)
        {
            board.Log.Add("page", $"none, for no port from {PageAddress.FirstPort} on is free");
            return null;
        }

        board.Log.Add("page", address.Url);
        return new BoardPage(board, firmware, address);
    }

    /// <summary>As <see cref="Show(VirtualBoard, Firmware)"/>, at any port, with a secret of its own, and without a word.</summary>
    public static BoardPage ShowAnywhere(VirtualBoard board, Firmware firmware) => ShowAt(PageAddress.Take(0, PageSecret.New())!, board, firmware);

    /// <summary>As <see cref="ShowAnywhere"/>, at an address that was taken for it.</summary>
    public static BoardPage ShowAt(PageAddress address, VirtualBoard board, Firmware firmware) => new(board, firmware, address);

    /// <summary>Opens the page in the browser that the computer uses for such addresses.</summary>
    public void OpenInBrowser()
    {
        try
        {
            Process.Start(new ProcessStartInfo(Url) { UseShellExecute = true })?.Dispose();
        }
        catch (Exception exception)
        {
            board.Log.Add("page", $"no browser opens by itself ({exception.Message}); enter the address in one");
        }
    }

    /// <summary>The board has come to rest: whoever looks is told why.</summary>
    public void Finish(BoardExit exit) => content.Finish(exit);

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            isOver = true;
        }

        server?.Stop();
        content.Dispose();
        address.Dispose();
    }

    /// <summary>Waits for the first who comes.</summary>
    private void Wait()
    {
        try
        {
            while (!address.Listener.Poll(GlanceMicroseconds, System.Net.Sockets.SelectMode.SelectRead))
            {
                if (isOver)
                {
                    return;
                }
            }

            lock (gate)
            {
                if (!isOver)
                {
                    server = new PageServer(content, address);
                    server.Start().Wait();
                }
            }

            content.WarmUp();
        }
        catch (Exception exception) when (exception is ObjectDisposedException or System.Net.Sockets.SocketException)
        {
            // The board has come to rest.
        }
        catch (Exception exception)
        {
            board.Tell("page", $"cannot be shown: {exception.GetBaseException().Message}");
        }
    }
}
