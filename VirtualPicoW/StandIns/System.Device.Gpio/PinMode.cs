namespace System.Device.Gpio;

/// <summary>How a pin is driven.</summary>
public enum PinMode
{
    /// <summary>Reads what is outside.</summary>
    Input = 0,

    /// <summary>Reads what is outside, low if nothing is connected.</summary>
    InputPullDown = 1,

    /// <summary>Reads what is outside, high if nothing is connected.</summary>
    InputPullUp = 2,

    /// <summary>Drives high and low.</summary>
    Output = 3,

    /// <summary>Drives low, or lets go.</summary>
    OutputOpenDrain = 4,

    /// <summary>Drives low, or is pulled high. Not on the Pico W.</summary>
    OutputOpenDrainPullUp = 5,

    /// <summary>Drives high, or lets go. Not on the Pico W.</summary>
    OutputOpenSource = 6,

    /// <summary>Drives high, or is pulled low. Not on the Pico W.</summary>
    OutputOpenSourcePullDown = 7,
}
