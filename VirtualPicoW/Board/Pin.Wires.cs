using System;
using System.Collections.Generic;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <content>Wires from pin to pin.</content>
public sealed partial class Pin
{
    private bool? heard;
    private bool? heardPull;
    private Pin? successor;

    /// <summary>Raised when what a wire carries from here may be something else.</summary>
    internal event Action? GivenChanged;

    /// <summary>The wires that lead here.</summary>
    internal List<PinWire> Wires { get; } = [];

    /// <summary>What it puts onto a wire: what the firmware drives, or what is connected to it; null if that is nothing.</summary>
    internal bool? Given
    {
        get
        {
            lock (gate)
            {
                return mode == PinDrive.Output ? latch : mode == PinDrive.OutputOpenDrain && !latch ? false : outside;
            }
        }
    }

    /// <summary>Where its resistor pulls a wire that nobody drives; null if it has none.</summary>
    internal bool? Pull
    {
        get
        {
            lock (gate)
            {
                return mode switch
                {
                    PinDrive.InputPullUp or PinDrive.OutputOpenDrain => true,
                    PinDrive.InputPullDown => false,
                    _ => null,
                };
            }
        }
    }

    /// <summary>Wires it to another pin, of this board or another one.</summary>
    /// <returns>Dispose of it, and the wire is cut.</returns>
    public IDisposable WireTo(Pin other) =>
        other == this ? throw new ArgumentException($"GP{Number} cannot be wired to itself.") : new PinWire(this, other);

    /// <summary>Takes the place of a pin of a board whose power was cut: what drives it from outside drives this one, and wires lead here.</summary>
    internal void TakeOver(Pin former)
    {
        bool? driven = former.State.Outside;
        Change(() => outside = driven);
        former.successor = this;
        foreach (PinWire wire in former.Wires.ToArray())
        {
            wire.Move(former, this);
        }
    }

    /// <summary>What comes over a wire: driven, or only pulled.</summary>
    internal void Hear(bool? driven, bool? pulled)
    {
        bool isShort;
        lock (gate)
        {
            isShort = driven is { } level && level != heard && mode == PinDrive.Output && level != latch;
        }

        Change(() => (heard, heardPull) = (driven, pulled));
        if (isShort)
        {
            log.Add($"GP{Number}", "is an output and wired to another one that says the opposite: a short circuit");
        }
    }
}
