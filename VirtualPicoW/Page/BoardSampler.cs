using System;
using System.Collections.Generic;
using System.Threading;

namespace VirtualPicoW;

/// <summary>Looks at a board now and then, while somebody looks at the page: how things stand goes to the topics, and what is to be plotted to the journal.</summary>
internal sealed class BoardSampler : IDisposable
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    private readonly Lock gate = new();
    private readonly VirtualBoard board;
    private readonly EventJournal journal;
    private readonly IReadOnlyList<Topic> topics;
    private readonly LoopProbe probe;
    private readonly Timer timer;
    private MemoryCount? lastCount;

    public BoardSampler(VirtualBoard board, EventJournal journal, IReadOnlyList<Topic> topics)
    {
        this.board = board;
        this.journal = journal;
        this.topics = topics;
        probe = new LoopProbe(board);
        timer = new Timer(_ => Look());
    }

    /// <summary>Begins.</summary>
    public void Start() => timer.Change(TimeSpan.Zero, Glance);

    /// <summary>Looks once, although nobody does yet.</summary>
    public void Prepare()
    {
        lock (gate)
        {
            LookAtTopics();
        }
    }

    /// <summary>Pauses.</summary>
    public void Stop()
    {
        timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        probe.Forget();
    }

    /// <inheritdoc/>
    public void Dispose() => timer.Dispose();

    private void Look()
    {
        // The last look may have taken its time.
        if (!gate.TryEnter())
        {
            return;
        }

        try
        {
            LookAtTopics();
            if (probe.Look() is { } sample)
            {
                journal.Add(new JournalEntry(board.Clock.Now, 0, false, sample));
            }

            if (board.Memory.Last is { } count && count != lastCount)
            {
                lastCount = count;
                journal.Add(new JournalEntry(board.Clock.Now, 0, false, new MemorySample(count.HeldBytes)));
            }
        }
        finally
        {
            gate.Exit();
        }
    }
    private void LookAtTopics()
    {
        foreach (Topic topic in topics)
        {
            topic.Look();
        }
    }
}
