using System.Globalization;

namespace System.Net.NetworkInformation;

/// <summary>The network that is remembered, in flash. On this target nobody joins it at boot.</summary>
public class Wireless80211Configuration
{
    private const string NameInFlash = "wireless 802.11";

    /// <summary>A configuration by its number.</summary>
    public Wireless80211Configuration(uint id) => Id = id;

    /// <summary>What to do with the configuration.</summary>
    [Flags]
    public enum ConfigurationOptions : byte
    {
        /// <summary>Nothing.</summary>
        None = 0,

        /// <summary>Leave the radio off.</summary>
        Disable = 1,

        /// <summary>Switch the radio on.</summary>
        Enable = 2,

        /// <summary>Join at boot.</summary>
        AutoConnect = 6,

        /// <summary>Learn the network from a phone.</summary>
        SmartConfig = 10,
    }

    /// <summary>How to prove oneself.</summary>
    public AuthenticationType Authentication { get; set; } = AuthenticationType.WPA2;

    /// <summary>How the network is encrypted.</summary>
    public EncryptionType Encryption { get; set; } = EncryptionType.WPA2_PSK;

    /// <summary>Which 802.11.</summary>
    public RadioType Radio { get; set; } = RadioType._802_11n;

    /// <summary>What to do with it.</summary>
    public ConfigurationOptions Options { get; set; } = ConfigurationOptions.Enable;

    /// <summary>The password of the network.</summary>
    public string Password { get; set; } = string.Empty;

    /// <summary>The name of the network.</summary>
    public string Ssid { get; set; } = string.Empty;

    /// <summary>The number of the configuration.</summary>
    public uint Id { get; }

    /// <summary>All of them: one.</summary>
    public static Wireless80211Configuration[] GetAllWireless80211Configurations()
    {
        Wireless80211Configuration configuration = new(0);
        if (NetworkOfBoard.Flash.Read(NameInFlash)?.Split('\n') is [string authentication, string encryption, string radio, string options, string ssid, string password])
        {
            configuration.Authentication = (AuthenticationType)Number(authentication);
            configuration.Encryption = (EncryptionType)Number(encryption);
            configuration.Radio = (RadioType)Number(radio);
            configuration.Options = (ConfigurationOptions)Number(options);
            configuration.Ssid = Uri.UnescapeDataString(ssid);
            configuration.Password = Uri.UnescapeDataString(password);
        }

        return [configuration];
    }

    /// <summary>Remembers it.</summary>
    public void SaveConfiguration() => NetworkOfBoard.Flash.Write(
        NameInFlash,
        string.Join('\n', (int)Authentication, (int)Encryption, (int)Radio, (int)Options, Uri.EscapeDataString(Ssid), Uri.EscapeDataString(Password)));

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
