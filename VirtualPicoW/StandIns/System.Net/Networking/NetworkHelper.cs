extern alias Nano;

using System;
using System.Net.NetworkInformation;
using System.Threading;
using CancellationToken = Nano::System.Threading.CancellationToken;

namespace nanoFramework.Networking;

/// <summary>Waits until the board is on a network that something else joins.</summary>
public static class NetworkHelper
{
    private static IPConfiguration configuration;
    private static bool isSetUp;

    /// <summary>Set while the network is ready.</summary>
    public static ManualResetEvent NetworkReady { get; private set; } = new(false);

    /// <summary>What the helper is doing.</summary>
    public static NetworkHelperStatus Status { get; private set; }

    /// <summary>What it ran into.</summary>
    public static Exception HelperException { get; private set; }

    /// <summary>Watches the network and sets <see cref="NetworkReady"/>.</summary>
    public static void SetupNetworkHelper(bool requiresDateTime = false) => SetupNetworkHelper(null, requiresDateTime);

    /// <summary>Watches the network and sets <see cref="NetworkReady"/>.</summary>
    public static void SetupNetworkHelper(IPConfiguration ipConfiguration, bool requiresDateTime = false)
    {
        if (isSetUp)
        {
            throw new InvalidOperationException("The network helper is set up already: call Reset first.");
        }

        isSetUp = true;
        configuration = ipConfiguration;
        Station.Configure(ipConfiguration);
        Status = NetworkHelperStatus.Started;
        NetworkChange.NetworkAddressChanged += OnAddressChanged;
        OnAddressChanged(null, EventArgs.Empty);
    }

    /// <summary>Waits until the network is there; false if the token was cancelled first.</summary>
    public static bool SetupAndConnectNetwork(CancellationToken token = default, bool requiresDateTime = false) =>
        SetupAndConnectNetwork(null, token, requiresDateTime);

    /// <summary>Waits until the network is there; false if the token was cancelled first.</summary>
    public static bool SetupAndConnectNetwork(
        IPConfiguration ipConfiguration, CancellationToken token = default, bool requiresDateTime = false)
    {
        try
        {
            Station.Configure(ipConfiguration);
            bool isReady = Station.WaitForAddress(ipConfiguration, token);
            Status = isReady ? NetworkHelperStatus.NetworkIsReady : NetworkHelperStatus.TokenExpiredWaitingIPAddress;
            return isReady;
        }
        catch (ArgumentException exception)
        {
            Status = NetworkHelperStatus.ExceptionOccurred;
            HelperException = exception;
            return false;
        }
    }

    /// <summary>Forgets everything, so that the helper can be set up again.</summary>
    public static void Reset()
    {
        NetworkChange.NetworkAddressChanged -= OnAddressChanged;
        NetworkReady = new ManualResetEvent(false);
        Status = NetworkHelperStatus.None;
        HelperException = null;
        configuration = null;
        isSetUp = false;
    }

    private static void OnAddressChanged(object sender, EventArgs e)
    {
        if (Station.HasAddress(configuration))
        {
            Status = NetworkHelperStatus.NetworkIsReady;
            NetworkReady.Set();
        }
        else if (Status == NetworkHelperStatus.NetworkIsReady)
        {
            Status = NetworkHelperStatus.Reconnecting;
            NetworkReady.Reset();
        }
    }
}
