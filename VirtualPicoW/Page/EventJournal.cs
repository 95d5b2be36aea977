using System;
using System.Threading;

namespace VirtualPicoW;

/// <summary>
/// What happened to a board, numbered from 0 on. Writing costs a lock and a store, so that the firmware is not disturbed; whoever reads remembers the number at which it goes on, and so
/// each gets everything, however slow it is. Only the newest are kept.
/// </summary>
internal sealed class EventJournal
{
    /// <summary>How many are kept: at a thousand edges a second, two minutes.</summary>
    public const int Capacity = 1 << 17;

    private readonly Lock gate = new();
    private JournalEntry[] ring = new JournalEntry[1 << 10];
    private long next;

    /// <summary>The number that the next one will get.</summary>
    public long Next
    {
        get
        {
            lock (gate)
            {
                return next;
            }
        }
    }

    /// <summary>Adds one. Any thread.</summary>
    public void Add(JournalEntry entry)
    {
        lock (gate)
        {
            if (next == ring.Length && ring.Length < Capacity)
            {
                Array.Resize(ref ring, ring.Length * 2);
            }

            ring[next & (ring.Length - 1)] = entry;
            next++;
        }
    }

    /// <summary>Copies what follows from a number on.</summary>
    /// <param name="from">The number of the first.</param>
    /// <param name="into">Takes them, as many as fit.</param>
    /// <param name="missed">How many are not kept any more; the copy begins behind them.</param>
    /// <returns>How many were copied.</returns>
    public int Read(long from, JournalEntry[] into, out long missed)
    {
        lock (gate)
        {
            long first = Math.Max(0, next - ring.Length);
            missed = Math.Max(0, first - from);
            int count = (int)Math.Min(into.Length, next - from - missed);
            for (int i = 0; i < count; i++)
            {
                into[i] = ring[(from + missed + i) & (ring.Length - 1)];
            }

            return count;
        }
    }
}
