namespace System.Device.Wifi;

/// <summary>The kinds of wireless networks.</summary>
public enum WifiNetworkKind
{
    /// <summary>Without an access point.</summary>
    Adhoc = 0,

    /// <summary>Either.</summary>
    Any = 1,

    /// <summary>With access points.</summary>
    Infrastructure = 2,
}
