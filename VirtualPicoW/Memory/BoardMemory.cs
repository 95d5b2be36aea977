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
    private static readonly TimeSpan LongestCount = TimeSpan.FromMilliseconds(200);

    private readonly Lock _gate = new();
    private readonly Func<Firmware?> _firmware;
    private FirmwareHeap? _heap;
    private ObjectLayouts? _layouts;

    internal BoardMemory(int limitBytes, Func<Firmware?> firmware)
    {
        LimitBytes = limitBytes;
        _firmware = firmware;
    }

    /// <summary>How large the heap is.</summary>
    public int LimitBytes { get; }

    /// <summary>How long the last count took.</summary>
    internal TimeSpan LastDuration { get; private set; }

    /// <summary>Counts. The firmware is not held up by it.</summary>
    /// <exception cref="InvalidOperationException">No firmware was loaded.</exception>
    public MemoryCount Count()
    {
        lock (_gate)
        {
            Prepare();
            var start = Stopwatch.GetTimestamp();
            var count = new MemoryWalk(_layouts!, LongestCount).Count(_heap!.Roots, LimitBytes, _heap.RuntimeBytes);
            LastDuration = Stopwatch.GetElapsedTime(start);
            return count;
        }
    }

    uint IMemory.FreeBytes() => (uint)Count().FreeBytes;

    /// <summary>Does what a board does before Main; once.</summary>
    internal void Prepare()
    {
        lock (_gate)
        {
            if (_heap == null)
            {
                var firmware = _firmware() ?? throw new InvalidOperationException("Nothing to count: load firmware first.");
                _heap = new FirmwareHeap(firmware.Assembly, firmware.Context);
                _layouts = new ObjectLayouts(firmware.Context);
            }
        }
    }
}
