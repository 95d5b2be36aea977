namespace System.Device.Gpio;

/// <summary>How waiting for a change of level ended.</summary>
public struct WaitForEventResult
{
    /// <summary>What changed.</summary>
    public PinEventTypes EventTypes;

    /// <summary>Whether nothing did in time.</summary>
    public bool TimedOut;
}
