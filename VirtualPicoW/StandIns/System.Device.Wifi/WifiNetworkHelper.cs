extern alias Nano;

using System;
using System.Device.Wifi;
using System.Net.NetworkInformation;
using System.Threading;
using CancellationToken = Nano::System.Threading.CancellationToken;

namespace nanoFramework.Networking;

/// <summary>
/// Joins a network and waits for an address. As in nanoFramework the result of joining is not looked at: after a wrong
/// password the wait goes on until the token is cancelled. Who wants to know more asks <see cref="WifiAdapter.Connect(string,
/// WifiReconnectionKind, string)"/> instead.
/// </summary>
public static class WifiNetworkHelper
{
    private static IPConfiguration configuration;
    private static bool isSetUp;

    /// <summary>Set when the network is ready.</summary>
    public static ManualResetEvent NetworkReady { get; private set; } = new(false);

    /// <summary>What the helper is doing.</summary>
    public static NetworkHelperStatus Status { get; private set; }

    /// <summary>What it ran into.</summary>
    public static Exception HelperException { get; private set; }

    /// <summary>The adapter in use.</summary>
    public static WifiAdapter WifiAdapter { get; private set; }

    /// <summary>Watches the network and sets <see cref="NetworkReady"/>.</summary>
    public static void SetupNetworkHelper(bool requiresDateTime = false) => SetUp(null);

    /// <summary>Watches the network and sets <see cref="NetworkReady"/>.</summary>
    public static void SetupNetworkHelper(IPConfiguration ipConfiguration, bool requiresDateTime = false) => SetUp(ipConfiguration);

    /// <summary>Joins a network and sets <see cref="NetworkReady"/>.</summary>
    public static void SetupNetworkHelper(
        string ssid,
        string password,
        WifiReconnectionKind reconnectionKind = WifiReconnectionKind.Automatic,
        bool requiresDateTime = false)
    {
        SetUp(null);
        Remember(ssid, password);
        WifiAdapter.Connect(ssid, reconnectionKind, password);
    }

    /// <summary>Leaves the network.</summary>
    public static void Disconnect()
    {
        WifiAdapter?.Disconnect();
        WifiAdapter?.Dispose();
        WifiAdapter = null;
    }

    /// <summary>Joins a network and waits for an address from DHCP; false if the token was cancelled first.</summary>
    public static bool ConnectDhcp(
        string ssid,
        string password,
        WifiReconnectionKind reconnectionKind = WifiReconnectionKind.Automatic,
        bool requiresDateTime = false,
        int wifiAdapterId = 0,
        CancellationToken token = default) => Connect(ssid, password, null, false, reconnectionKind, wifiAdapterId, token);

    /// <summary>Joins a network with a fixed address; false if the token was cancelled first.</summary>
    public static bool ConnectFixAddress(
        string ssid,
        string password,
        IPConfiguration ipConfiguration,
        WifiReconnectionKind reconnectionKind = WifiReconnectionKind.Automatic,
        bool requiresDateTime = false,
        int WifiAdapter = 0,
        CancellationToken token = default) => Connect(ssid, password, ipConfiguration, false, reconnectionKind, WifiAdapter, token);

    /// <summary>Looks for a network, joins it and waits for an address from DHCP; false if the token was cancelled first.</summary>
    public static bool ScanAndConnectDhcp(
        string ssid,
        string password,
        WifiReconnectionKind reconnectionKind = WifiReconnectionKind.Automatic,
        bool requiresDateTime = false,
        int WifiAdapter = 0,
        CancellationToken token = default) => Connect(ssid, password, null, true, reconnectionKind, WifiAdapter, token);

    /// <summary>
    /// Waits for an address; false if the token was cancelled first. It joins nothing: nanoFramework leaves that to the
    /// target, and the Pico W does not do it.
    /// </summary>
    public static bool Reconnect(bool requiresDateTime = false, int wifiAdapterId = 0, CancellationToken token = default) =>
        Guard(() =>
        {
            WifiAdapter = WifiAdapter.FindAllAdapters()[wifiAdapterId];
            return Wait(null, token);
        });

    /// <summary>Forgets everything, so that the helper can be set up again.</summary>
    public static void Reset()
    {
        NetworkChange.NetworkAddressChanged -= OnAddressChanged;
        NetworkReady = new ManualResetEvent(false);
        Status = NetworkHelperStatus.None;
        HelperException = null;
        configuration = null;
        isSetUp = false;
        NetworkHelper.Reset();
    }

    private static bool Connect(
        string ssid,
        string password,
        IPConfiguration configuration,
        bool scan,
        WifiReconnectionKind reconnectionKind,
        int adapter,
        CancellationToken token) => Guard(() =>
        {
            WifiAdapter = WifiAdapter.FindAllAdapters()[adapter];
            if (!Station.HasAddress(configuration) || Wireless80211Configuration.GetAllWireless80211Configurations()[0].Ssid != ssid)
            {
                WifiAdapter.Disconnect();
                Remember(ssid, password);
                Station.Configure(configuration);
                if (scan)
                {
                    WifiAdapter.ScanAsync();
                }

                WifiAdapter.Connect(ssid, reconnectionKind, password);
            }

            return Wait(configuration, token);
        });

    private static bool Wait(IPConfiguration configuration, CancellationToken token)
    {
        Status = NetworkHelperStatus.Started;
        bool isReady = Station.WaitForAddress(configuration, token);
        Status = isReady ? NetworkHelperStatus.NetworkIsReady : NetworkHelperStatus.TokenExpiredWaitingIPAddress;
        return isReady;
    }

    private static bool Guard(Func<bool> operation)
    {
        try
        {
            return operation();
        }
        catch (Exception exception)
        {
            Status = NetworkHelperStatus.ExceptionOccurred;
            HelperException = exception;
            return false;
        }
    }

    private static void SetUp(IPConfiguration configuration)
    {
        if (isSetUp)
        {
            throw new InvalidOperationException("The WiFi helper is set up already: call Reset first.");
        }

        isSetUp = true;
        WifiNetworkHelper.configuration = configuration;
        WifiAdapter = WifiAdapter.FindAllAdapters()[0];
        Station.Configure(configuration);
        Status = NetworkHelperStatus.Started;
        NetworkChange.NetworkAddressChanged += OnAddressChanged;
        OnAddressChanged(null, EventArgs.Empty);
    }

    private static void OnAddressChanged(object sender, EventArgs e)
    {
        if (Station.HasAddress(configuration))
        {
            Status = NetworkHelperStatus.NetworkIsReady;
            NetworkReady.Set();
        }
    }

    private static void Remember(string ssid, string password)
    {
        Wireless80211Configuration configuration = Wireless80211Configuration.GetAllWireless80211Configurations()[0];
        configuration.Ssid = ssid;
        configuration.Password = password;
        configuration.SaveConfiguration();
    }
}
