using System;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>The clock as the firmware sees it: it has none any more when the power is off.</summary>
internal sealed class GuardedClock(IClock clock, World world, Power power) : IClock
{
    public TimeSpan Now
    {
        get
        {
            power.Require();
            world.NoteClockRead();
            return clock.Now;
        }
    }

    public void Sleep(TimeSpan time)
    {
        power.Require();
        clock.Sleep(time);
    }

    public IDisposable After(TimeSpan delay, Action action)
    {
        power.Require();
        return clock.After(delay, action);
    }
}
