namespace VirtualPicoW.Hardware;

/// <summary>An IPv4 address and a port.</summary>
/// <param name="Address">The address, first number in the highest byte.</param>
/// <param name="Port">The port.</param>
public readonly record struct Endpoint(uint Address, int Port)
{
    /// <summary>127.0.0.1, the only host there is for a board in the host world.</summary>
    public const uint Loopback = 0x7F000001;

    /// <summary>Whether this is one of 127.0.0.0/8.</summary>
    public bool IsLoopback => Address >> 24 == 127;

    /// <summary>The address alone, in dotted form.</summary>
    public string AddressText => $"{Address >> 24}.{(Address >> 16) & 255}.{(Address >> 8) & 255}.{Address & 255}";

    /// <inheritdoc/>
    public override string ToString() => $"{AddressText}:{Port}";
}
