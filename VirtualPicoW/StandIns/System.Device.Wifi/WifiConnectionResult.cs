namespace System.Device.Wifi;

/// <summary>How joining a network ended.</summary>
public class WifiConnectionResult
{
    internal WifiConnectionResult(WifiConnectionStatus status) => ConnectionStatus = status;

    /// <summary>How.</summary>
    public WifiConnectionStatus ConnectionStatus { get; }
}
