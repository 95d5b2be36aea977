namespace System.Device.Gpio;

/// <summary>A pin and a level.</summary>
public readonly struct PinValuePair(int pinNumber, PinValue pinValue)
{
    /// <summary>The pin.</summary>
    public int PinNumber { get; } = pinNumber;

    /// <summary>The level.</summary>
    public PinValue PinValue { get; } = pinValue;

    /// <summary>Takes it apart.</summary>
    public void Deconstruct(out int pinNumber, out PinValue pinValue)
    {
        pinNumber = PinNumber;
        pinValue = PinValue;
    }
}
