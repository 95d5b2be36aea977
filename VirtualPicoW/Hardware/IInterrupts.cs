using System;

namespace VirtualPicoW.Hardware;

/// <summary>Delivers hardware events to the firmware, one at a time and in order.</summary>
public interface IInterrupts
{
    /// <summary>Queues a handler for the interrupt thread. If the queue is full, the oldest event is lost, as on the board.</summary>
    void Post(Action handler);
}
