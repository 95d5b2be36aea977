namespace nanoFramework.Runtime.Events;

/// <summary>The kinds of events there are.</summary>
public enum EventCategory
{
    /// <summary>Not known.</summary>
    Unknown = 0,

    /// <summary>Posted by the program.</summary>
    Custom = 10,

    /// <summary>A pin changed.</summary>
    Gpio = 20,

    /// <summary>A serial port.</summary>
    SerialDevice = 30,

    /// <summary>The network came or went.</summary>
    Network = 40,

    /// <summary>A WiFi scan ended.</summary>
    WiFi = 50,

    /// <summary>The CAN bus.</summary>
    Can = 60,

    /// <summary>A medium came or went.</summary>
    Storage = 70,

    /// <summary>A radio.</summary>
    Radio = 80,

    /// <summary>A timer of high resolution.</summary>
    HighResolutionTimer = 90,

    /// <summary>Bluetooth.</summary>
    Bluetooth = 100,

    /// <summary>USB.</summary>
    Usb = 110,

    /// <summary>A touch panel.</summary>
    Touch = 120,

    /// <summary>A gesture on it.</summary>
    Gesture = 130,

    /// <summary>OpenThread.</summary>
    OpenThread = 140,

    /// <summary>ESP-NOW.</summary>
    EspNow = 150,
}
