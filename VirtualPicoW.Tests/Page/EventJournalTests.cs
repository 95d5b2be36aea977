using System;
using System.Linq;

namespace VirtualPicoW.Tests;

/// <summary>What happened is kept, and no more of it than there is room for.</summary>
public class EventJournalTests
{
    private const int PiecesRead = 1000;

    private readonly EventJournal journal = new();
    private readonly JournalEntry[] piece = new JournalEntry[PiecesRead];

    [Fact]
    public void All_is_kept_as_long_as_there_is_room()
    {
        Fill(EventJournal.Capacity);

        Assert.Equal(PiecesRead, journal.Read(0, piece, out long missed));
        Assert.Equal(0, missed);
        Assert.Equal(Enumerable.Range(0, PiecesRead), piece.Select(entry => (int)entry.Time.Ticks));
    }

    [Fact]
    public void Of_more_the_newest_are_kept_and_the_rest_is_counted()
    {
        Fill(3 * EventJournal.Capacity);

        Assert.Equal(PiecesRead, journal.Read(5, piece, out long missed));
        Assert.Equal((2 * EventJournal.Capacity) - 5, missed);
        Assert.Equal(2 * EventJournal.Capacity, piece[0].Time.Ticks);
        Assert.Equal(1, journal.Read(journal.Next - 1, piece, out missed));
        Assert.Equal(((3 * EventJournal.Capacity) - 1, 0), (piece[0].Time.Ticks, missed));
        Assert.Equal(0, journal.Read(journal.Next, piece, out _));
    }

    private void Fill(int count)
    {
        for (int i = 0; i < count; i++)
        {
            journal.Add(new JournalEntry(TimeSpan.FromTicks(i), 0, false, null));
        }
    }
}
