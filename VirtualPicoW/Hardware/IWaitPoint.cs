using System;

namespace VirtualPicoW.Hardware;

/// <summary>
/// Where threads wait for each other in a world whose time is not the computer's. As only one thread runs at a time there, and goes on until it waits, nothing needs to be guarded.
/// </summary>
public interface IWaitPoint
{
    /// <summary>Lets the calling thread wait until it is woken; null is no limit.</summary>
    /// <returns>False if the limit came first.</returns>
    bool Wait(TimeSpan? limit);

    /// <summary>Wakes who waits longest.</summary>
    /// <returns>False if nobody waits.</returns>
    bool WakeOne();

    /// <summary>Wakes all who wait.</summary>
    void WakeAll();
}
