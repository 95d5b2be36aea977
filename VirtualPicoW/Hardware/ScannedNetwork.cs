namespace VirtualPicoW.Hardware;

/// <summary>An access point as a scan sees it.</summary>
/// <param name="Ssid">The name of the network.</param>
/// <param name="HardwareAddress">The access point's own address, as text.</param>
/// <param name="Rssi">The strength of its signal in dBm.</param>
public sealed record ScannedNetwork(string Ssid, string HardwareAddress, int Rssi);
