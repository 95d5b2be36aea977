namespace VirtualPicoW.Hardware;

/// <summary>How a pin is driven; the numbers are those of nanoFramework's PinMode.</summary>
public enum PinDrive
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
}
