using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace VirtualPicoW;

/// <summary>
/// What the page shows of a board and lets one do to it: what happened, kept in a journal, and how things stand, by topic. It looks at the board only while somebody looks at the page, and
/// knows nothing of who that is, nor of the world around the board.
/// </summary>
internal sealed class PageContent : IDisposable
{
    /// <summary>How many may look at the same time.</summary>
    public const int MaxStreams = 32;

    private static readonly TimeSpan Farewell = TimeSpan.FromMilliseconds(500);

    private readonly VirtualBoard board;
    private readonly BoardSampler sampler;
    private readonly Lock gate = new();
    private readonly CancellationTokenSource end = new();
    private readonly TaskCompletionSource allGone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int streams;

    public PageContent(VirtualBoard board, Firmware firmware)
    {
        this.board = board;
        Power = new PowerTopic();
        Topics =
        [
            Power,
            new WorldTopic(board),
            new PinsTopic(board),
            new WifiTopic(board),
            new SocketsTopic(board),
            new TasksTopic(board),
            new MemoryTopic(board),
            new SettingsTopic(firmware),
        ];
        Board = new BoardTopic(board, firmware, Boot);
        sampler = new BoardSampler(board, Journal, Topics);
        board.Log.Written += Note;
        board.Sockets.DatagramSent += Note;
        foreach (Pin pin in board.Pins.All)
        {
            pin.Changed += edge => Journal.Add(new JournalEntry(edge.Time, pin.Number, edge.High, null));
        }
    }

    /// <summary>What tells this run from others.</summary>
    public string Boot { get; } = Guid.NewGuid().ToString("N")[..8];

    /// <summary>What happened.</summary>
    public EventJournal Journal { get; } = new();

    /// <summary>What does not change while the board runs.</summary>
    public Topic Board { get; }

    /// <summary>How things stand.</summary>
    public IReadOnlyList<Topic> Topics { get; }

    /// <summary>The time since boot.</summary>
    public TimeSpan Now => board.Clock.Now;

    /// <summary>Cancelled when the board has come to rest.</summary>
    public CancellationToken End => end.Token;

    private PowerTopic Power { get; }

    /// <summary>Does what a command says.</summary>
    /// <returns>The answer, a line each; what it says is in the log as well.</returns>
    /// <exception cref="CommandException">It makes no sense.</exception>
    public string Do(string line) => string.Concat(board.Ask(line).Select(answer => answer + "\n"));

    /// <summary>A stream for one who looks at the page; null if there are too many.</summary>
    /// <param name="output">Where it is written to.</param>
    /// <param name="from">The number of what they have seen last, as the stream has told it; null for all that is kept.</param>
    public EventStream? TryOpenStream(Stream output, string? from)
    {
        lock (gate)
        {
            if (streams == MaxStreams || end.IsCancellationRequested)
            {
                return null;
            }

            if (streams++ == 0)
            {
                sampler.Start();
            }
        }

        return new EventStream(this, output, from, Leave);
    }

    /// <summary>
    /// Tells nobody how things stand. A browser that has come first loads the page: when it asks for the stream, all that the first frame needs is there.
    /// </summary>
    public void WarmUp()
    {
        sampler.Prepare();
        using EventStream stream = new(this, Stream.Null, null, () => { });
        stream.Run(new CancellationToken(canceled: true)).Wait();
    }

    /// <summary>The board has come to rest. Whoever looks is told why, and then their stream ends.</summary>
    public void Finish(BoardExit exit)
    {
        sampler.Stop();
        Power.Off(exit);
        bool isAlone;
        lock (gate)
        {
            end.Cancel();
            isAlone = streams == 0;
        }

        if (!isAlone)
        {
            allGone.Task.Wait(Farewell);
        }
    }

    /// <summary>Something went wrong in the page itself.</summary>
    public void Complain(Exception exception) => board.Tell("page", $"a request failed: {exception}");

    /// <inheritdoc/>
    public void Dispose()
    {
        sampler.Dispose();
        board.Log.Written -= Note;
        board.Sockets.DatagramSent -= Note;
    }

    private void Leave()
    {
        lock (gate)
        {
            if (--streams == 0)
            {
                sampler.Stop();
                if (end.IsCancellationRequested)
                {
                    allGone.TrySetResult();
                }
            }
        }
    }

    /// <summary>The lines that only repeat an edge are left out: who reads the stream has it already.</summary>
    private void Note(LogLine line)
    {
        if (line.Text is not ("high" or "low") || !line.Source.StartsWith("GP", StringComparison.Ordinal))
        {
            Journal.Add(new JournalEntry(line.Time, 0, false, line));
        }
    }

    private void Note(SentDatagram datagram) => Journal.Add(new JournalEntry(board.Clock.Now, 0, false, datagram));
}
