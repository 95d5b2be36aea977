using nanoFramework.Runtime.Events;

namespace System.Device.Gpio;

/// <summary>Which pin changed, and how.</summary>
public class PinValueChangedEventArgs(PinEventTypes changeType, int pinNumber) : BaseEvent
{
    /// <summary>How.</summary>
    public PinEventTypes ChangeType { get; } = changeType;

    /// <summary>Which pin.</summary>
    public int PinNumber { get; } = pinNumber;
}
