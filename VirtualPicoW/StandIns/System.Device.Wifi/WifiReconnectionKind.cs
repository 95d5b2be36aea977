namespace System.Device.Wifi;

/// <summary>Whether to join the network again at the next boot. A lost network is rejoined by neither.</summary>
public enum WifiReconnectionKind
{
    /// <summary>By itself.</summary>
    Automatic = 0,

    /// <summary>When told to.</summary>
    Manual = 1,
}
