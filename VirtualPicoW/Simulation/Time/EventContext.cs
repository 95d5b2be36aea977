using System.Threading;

namespace VirtualPicoW;

/// <summary>Lets an async method that awaits in an event go on in an event: the peers of a simulation are ordinary async methods.</summary>
internal sealed class EventContext(Scheduler scheduler) : SynchronizationContext
{
    public override void Post(SendOrPostCallback d, object? state) => scheduler.At(scheduler.Now, () => d(state));

    public override void Send(SendOrPostCallback d, object? state) => d(state);

    public override SynchronizationContext CreateCopy() => this;
}
