namespace System.Net.NetworkInformation;

/// <summary>The board as an access point: it compiles for nanoFramework, but nothing is behind it on this target.</summary>
public class WirelessAPConfiguration
{
    /// <summary>A configuration by its number.</summary>
    public WirelessAPConfiguration(uint id) => Id = id;

    /// <summary>What to do with the configuration.</summary>
    [Flags]
    public enum ConfigurationOptions : byte
    {
        /// <summary>Nothing.</summary>
        None = 0,

        /// <summary>Leave it off.</summary>
        Disable = 1,

        /// <summary>Switch it on.</summary>
        Enable = 2,

        /// <summary>Switch it on at boot.</summary>
        AutoStart = 6,

        /// <summary>Hide its name.</summary>
        HiddenSSID = 8,
    }

    /// <summary>How stations prove themselves.</summary>
    public AuthenticationType Authentication { get; set; }

    /// <summary>How the network is encrypted.</summary>
    public EncryptionType Encryption { get; set; }

    /// <summary>Which 802.11.</summary>
    public RadioType Radio { get; set; }

    /// <summary>The password.</summary>
    public string Password { get; set; }

    /// <summary>The name.</summary>
    public string Ssid { get; set; }

    /// <summary>What to do with it.</summary>
    public ConfigurationOptions Options { get; set; }

    /// <summary>The channel.</summary>
    public byte Channel { get; set; }

    /// <summary>How many stations there may be.</summary>
    public byte MaxConnections { get; set; }

    /// <summary>The number of the configuration.</summary>
    public uint Id { get; }

    /// <summary>None.</summary>
    public static WirelessAPConfiguration[] GetAllWirelessAPConfigurations() => [];

    /// <summary>Not on this target.</summary>
    public void SaveConfiguration() => throw NoAccessPoint();

    /// <summary>Not on this target.</summary>
    public WirelessAPStation[] GetConnectedStations() => throw NoAccessPoint();

    /// <summary>Not on this target.</summary>
    public WirelessAPStation GetConnectedStations(int stationIndex) => throw NoAccessPoint();

    /// <summary>Not on this target.</summary>
    public void DeAuthStation(int stationIndex) => throw NoAccessPoint();

    private static PlatformNotSupportedException NoAccessPoint() =>
        new("The Pico W is a station only on this target: it cannot be an access point.");
}
