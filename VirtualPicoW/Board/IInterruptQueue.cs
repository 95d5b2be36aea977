using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>Delivers hardware events until the power is cut.</summary>
internal interface IInterruptQueue : IInterrupts
{
    /// <summary>Nothing is delivered any more.</summary>
    void Stop();
}
