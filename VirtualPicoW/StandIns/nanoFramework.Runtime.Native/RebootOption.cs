namespace nanoFramework.Runtime.Native;

/// <summary>What to reboot into.</summary>
public enum RebootOption
{
    /// <summary>The firmware again, from reset.</summary>
    NormalReboot = 0,

    /// <summary>nanoBooter.</summary>
    EnterNanoBooter = 1,

    /// <summary>The firmware again, without resetting the chip.</summary>
    ClrOnly = 2,

    /// <summary>The boot loader of the chip.</summary>
    EnterProprietaryBooter = 8,
}
