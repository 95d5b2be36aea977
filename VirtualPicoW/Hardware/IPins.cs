using System;

namespace VirtualPicoW.Hardware;

/// <summary>
/// The pins, by GP number. Misuse throws at once and says what to do: <see cref="ArgumentException"/> for a pin or mode that
/// does not exist, <see cref="InvalidOperationException"/> for a pin in the wrong state.
/// </summary>
public interface IPins
{
    /// <summary>How many pins the chip has, those of the radio included.</summary>
    int Count { get; }

    /// <summary>Takes a pin into use, as an input.</summary>
    void Open(int pin);

    /// <summary>Gives a pin back; it becomes an input and is no longer watched.</summary>
    void Close(int pin);

    /// <summary>Whether the pin is in use.</summary>
    bool IsOpen(int pin);

    /// <summary>Whether the pin can be driven like this.</summary>
    bool Supports(int pin, PinDrive drive);

    /// <summary>How the pin is driven.</summary>
    PinDrive GetDrive(int pin);

    /// <summary>Changes how the pin is driven.</summary>
    void SetDrive(int pin, PinDrive drive);

    /// <summary>The level at the pin: true is high.</summary>
    bool Read(int pin);

    /// <summary>Sets the level of an output.</summary>
    void Write(int pin, bool high);

    /// <summary>Changes the level of an output.</summary>
    void Toggle(int pin);

    /// <summary>Changes of level shorter than this are not reported to the watcher.</summary>
    void SetDebounce(int pin, TimeSpan debounce);

    /// <summary>Calls <paramref name="changed"/> with the new level on the interrupt thread; null ends it.</summary>
    void Watch(int pin, Action<bool>? changed);
}
