using System;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <content>Resets. A board boots once: after a reset there is another one in its place, with its flash and its wires.</content>
public sealed partial class VirtualBoard
{
    private VirtualBoard? next;

    /// <summary>What it is since its last reset.</summary>
    internal VirtualBoard Latest
    {
        get
        {
            VirtualBoard latest = this;
            while (latest.next is { } next)
            {
                latest = next;
            }

            return latest;
        }
    }

    /// <summary>What is kept when the power is cut.</summary>
    internal Flash Flash { get; private init; } = new();

    IFlash IBoard.Flash => Flash;

    /// <summary>Cuts the power, and boots the same firmware with the same settings: nothing is left but flash, and what is outside of the board.</summary>
    /// <param name="world">Where the board stands from now on.</param>
    /// <returns>The board from now on.</returns>
    internal VirtualBoard Restart(World world)
    {
        Firmware firmware = this.firmware ?? throw new InvalidOperationException("Nothing to start anew: load firmware first.");
        PendingActions plans = pending;
        pending = new PendingActions(Clock);
        Stop();
        next = new VirtualBoard(options with { World = world }) { Flash = Flash, pending = plans };
        next.Pins.TakeOver(Pins);
        next.Load(firmware.Path).Settings?.TakeOver(firmware.Settings!);
        next.Start();
        return next;
    }
}
