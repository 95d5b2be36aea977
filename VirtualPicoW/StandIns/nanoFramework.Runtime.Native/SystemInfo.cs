using System;

namespace nanoFramework.Runtime.Native;

/// <summary>What the board is.</summary>
public static class SystemInfo
{
    /// <summary>How the chip computes with floating point numbers.</summary>
    public enum FloatingPoint
    {
        /// <summary>Not at all.</summary>
        None = 0,

        /// <summary>Single precision, in software.</summary>
        SinglePrecisionSoftware = 1,

        /// <summary>Single precision, in hardware.</summary>
        SinglePrecisionHardware = 2,

        /// <summary>Double precision, in software.</summary>
        DoublePrecisionSoftware = 3,

        /// <summary>Double precision, in hardware.</summary>
        DoublePrecisionHardware = 4,
    }

    /// <summary>The version of the firmware.</summary>
    public static Version Version => new(1, 17, 11, 0);

    /// <summary>Who made it.</summary>
    public static string OEMString => "Virtual Pico W";

    /// <summary>The maker's number; none.</summary>
    public static byte OEM => 0;

    /// <summary>The model's number; none.</summary>
    public static byte Model => 0;

    /// <summary>The stock number; none.</summary>
    public static ushort SKU => 0;

    /// <summary>The name of the target that is stood in for.</summary>
    public static string TargetName => "PICO_RP2040_W";

    /// <summary>The platform of that target.</summary>
    public static string Platform => "RP2040";

    /// <summary>The RP2040 has no floating point unit.</summary>
    public static FloatingPoint FloatingPointSupport => FloatingPoint.DoublePrecisionSoftware;
}
