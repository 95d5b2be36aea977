namespace System.Device.Gpio;

/// <summary>How pins are counted; nanoFramework counts by GP number whatever one asks for.</summary>
public enum PinNumberingScheme
{
    /// <summary>By GP number.</summary>
    Logical = 0,

    /// <summary>By position on the board.</summary>
    Board = 1,
}
