using System;
namespace VirtualPicoW;

/// <summary>
/// The board's power. .NET cannot end a thread from outside, so a stopped board holds each firmware thread at its next
/// use of the hardware: no catch or finally block of the firmware runs any more, just as when a real board loses its power.
/// </summary>
internal sealed class Power(World world)
{
    private volatile bool isOff;

    /// <summary>Whether the board still runs.</summary>
    public bool IsOn => !isOff;

    /// <summary>Cuts it.</summary>
    public void Off() => isOff = true;

    /// <summary>Every use of the hardware by the firmware begins with this; it does not return once the power is off.</summary>
    public void Require()
    {
        if (isOff)
        {
            world.EndThread();
        }
    }
}
