using System;

namespace VirtualPicoW;

/// <summary>Something that will happen at its time. It can be put into the queue again after it has happened or was taken out.</summary>
internal sealed class SimulatedEvent(Action action) : IDisposable
{
    /// <summary>When, in ticks of 100 ns since the beginning of the simulation.</summary>
    public long Time { get; set; }

    /// <summary>Decides between events of the same time: the first to be planned is the first to happen.</summary>
    public long Order { get; set; }

    /// <summary>Where it stands in the queue; -1 if it does not.</summary>
    public int Place { get; set; } = -1;

    /// <summary>The queue that it stands in, or stood in last.</summary>
    public EventQueue? Queue { get; set; }

    /// <summary>True if it lets nothing else happen: the run may be over although it is still to come.</summary>
    public bool IsBackground { get; init; }

    /// <summary>What happens.</summary>
    public Action Action { get; } = action;

    /// <summary>It will not happen.</summary>
    public void Dispose() => Queue?.Remove(this);
}
