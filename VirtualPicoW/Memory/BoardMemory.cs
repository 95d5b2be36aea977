using System;
using System.Diagnostics;
using System.Threading;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>
/// The managed heap that a board would have, with what the firmware holds in it. What only a method's own variables hold, outside of AsyncCore's tasks, is not seen.
/// </summary>
public sealed class BoardMemory : IMemory
{
    private static readonly TimeSpan MaxCountTime = TimeSpan.FromMilliseconds(200);

    /// <summary>How long a count may take; where time is simulated the computer's must not decide what it tells.</summary>
    private readonly TimeSpan maxCountTime;
    private readonly Lock gate = new();
    private readonly IClock clock;
    private readonly TimeSpan shelfLife;
    private readonly Func<Firmware?> firmware;
    private FirmwareHeap? heap;
    private TimeSpan countedAt;
    private uint? lastFreeBytes;
    private ObjectLayouts? layouts;

    /// <summary>The heap of a board.</summary>
    /// <param name="limitBytes">How large it is.</param>
    /// <param name="clock">The board's time.</param>
    /// <param name="shelfLife">For how long the firmware is told the same number again. Where hours pass in seconds, to count costs more than all else.</param>
    /// <param name="firmware">What is loaded.</param>
    internal BoardMemory(int limitBytes, IClock clock, TimeSpan shelfLife, Func<Firmware?> firmware)
    {
        LimitBytes = limitBytes;
        this.clock = clock;
        this.shelfLife = shelfLife;
        maxCountTime = shelfLife > TimeSpan.Zero ? TimeSpan.MaxValue : MaxCountTime;
        this.firmware = firmware;
    }

    /// <summary>How large the heap is.</summary>
    public int LimitBytes { get; }

    /// <summary>The last count; null if there was none yet.</summary>
    internal MemoryCount? Last { get; private set; }

    /// <summary>How long the last count took.</summary>
    internal TimeSpan LastDuration { get; private set; }

    /// <summary>Counts. The firmware is not held up by it.</summary>
    /// <exception cref="InvalidOperationException">No firmware was loaded.</exception>
    public MemoryCount Count()
    {
        lock (gate)
        {
            Prepare();
            long start = Stopwatch.GetTimestamp();
            MemoryCount count = new MemoryWalk(layouts!, maxCountTime).Count(heap!.Roots, LimitBytes, heap.RuntimeBytes);
            Last = count;
            LastDuration = Stopwatch.GetElapsedTime(start);
            return count;
        }
    }

    uint IMemory.Collect()
    {
        if (lastFreeBytes == null || clock.Now - countedAt >= shelfLife)
        {
            if (shelfLife == TimeSpan.Zero)
            {
                // For weak references. Where hours pass in seconds it would take longer than all else.
                GC.Collect();
            }

            countedAt = clock.Now;
            lastFreeBytes = (uint)Count().FreeBytes;
        }

        return lastFreeBytes.Value;
    }

    /// <summary>Does what a board does before Main; once.</summary>
    internal void Prepare()
    {
        lock (gate)
        {
            if (heap == null)
            {
                Firmware firmware = this.firmware() ?? throw new InvalidOperationException("Nothing to count: load firmware first.");
                heap = new FirmwareHeap(firmware.Assembly, firmware.Context);
                layouts = new ObjectLayouts(firmware.Context);
            }
        }
    }
}
