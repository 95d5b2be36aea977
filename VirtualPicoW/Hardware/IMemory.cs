namespace VirtualPicoW.Hardware;

/// <summary>The managed heap that a board would have.</summary>
public interface IMemory
{
    /// <summary>Collects, and tells how many bytes of it the firmware leaves free, at nanoFramework's sizes.</summary>
    uint Collect();
}
