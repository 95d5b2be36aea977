namespace VirtualPicoW.Hardware;

/// <summary>A board as its firmware sees it, through the stand-ins for nanoFramework's assemblies.</summary>
public interface IBoard
{
    /// <summary>The time since the board booted.</summary>
    IClock Clock { get; }

    /// <summary>The date.</summary>
    ICalendar Calendar { get; }

    /// <summary>The pins GP0 to GP29.</summary>
    IPins Pins { get; }

    /// <summary>The WiFi station.</summary>
    IRadio Radio { get; }

    /// <summary>The sockets of the board's network stack.</summary>
    INetwork Network { get; }

    /// <summary>TLS over these sockets.</summary>
    ITls Tls { get; }

    /// <summary>Where the program's text goes.</summary>
    IOutput Output { get; }

    /// <summary>The managed heap.</summary>
    IMemory Memory { get; }

    /// <summary>What it keeps when its power is cut.</summary>
    IFlash Flash { get; }

    /// <summary>The one thread that delivers hardware events.</summary>
    IInterrupts Interrupts { get; }

    /// <summary>Threads and chance, in a world whose time is not the computer's; null in real time, where .NET's own serve.</summary>
    ISimulation? Simulation { get; }

    /// <summary>The calling thread of the firmware does nothing but ask again and again whether something has happened.</summary>
    void SpinOnce();

    /// <summary>Ends this run of the firmware, as a reset does; it does not return.</summary>
    void Reboot();
}
