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
    private MemoryWalk? walk;
    private MemoryCount? last;
    private bool isCounted;

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
    internal MemoryCount? Last
    {
        get
        {
            lock (gate)
            {
                return last ??= isCounted ? walk!.Result(LimitBytes, heap!.RuntimeBytes) : null;
            }
        }
    }

    /// <summary>How long the last count took.</summary>
    internal TimeSpan LastDuration { get; private set; }

    /// <summary>Counts. The firmware is not held up by it.</summary>
    /// <exception cref="InvalidOperationException">No firmware was loaded.</exception>
    public MemoryCount Count()
    {
        lock (gate)
        {
            Weigh();
            return Last!;
        }
    }

    /// <summary>Counts without a word: <see cref="Last"/> is put into words when somebody asks for it. It allocates nothing, for it is done again and again.</summary>
    /// <returns>True if a board would have no room for what is held.</returns>
    internal bool Weigh()
    {
        lock (gate)
        {
            Prepare();
            long start = Stopwatch.GetTimestamp();
            walk!.Count(heap!.Roots);
            last = null;
            isCounted = true;
            LastDuration = Stopwatch.GetElapsedTime(start);
            return heap.RuntimeBytes + walk.Bytes > LimitBytes;
        }
    }

    uint IMemory.Collect()
    {
        if (lastFreeBytes == null || clock.Now - countedAt >= shelfLife)
        {
            if (shelfLife == TimeSpan.Zero)
            {
                // For weak references. Where hours pass in seconds it would take longer than all else.
                Forget();
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
                walk = new MemoryWalk(new ObjectLayouts(firmware.Context), maxCountTime);
            }
        }
    }

    /// <summary>Keeps alive nothing of what was counted.</summary>
    private void Forget()
    {
        lock (gate)
        {
            _ = Last;
            walk?.Forget();
        }
    }
}
