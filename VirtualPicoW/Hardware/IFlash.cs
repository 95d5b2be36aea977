namespace VirtualPicoW.Hardware;

/// <summary>What a board keeps when its power is cut, by name.</summary>
public interface IFlash
{
    /// <summary>Reads; null if nothing of that name was ever written.</summary>
    string? Read(string name);

    /// <summary>Writes, in place of what was there.</summary>
    void Write(string name, string text);
}
