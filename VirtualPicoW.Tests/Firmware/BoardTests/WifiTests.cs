using System.Device.Wifi;
using System.Net.NetworkInformation;
using System.Threading;
using nanoFramework.Networking;
using nanoFramework.TestFramework;

namespace BoardTests;

[TestClass]
public class WifiTests
{
    [TestMethod]
    public void A_wrong_password_is_an_invalid_credential()
    {
        WifiConnectionResult result = WifiAdapter.FindAllAdapters()[0].Connect("PicoNet", WifiReconnectionKind.Manual, "wrong password");

        Assert.IsTrue(result.ConnectionStatus == WifiConnectionStatus.InvalidCredential);
        Assert.AreEqual("0.0.0.0", NetworkInterface.GetAllNetworkInterfaces()[0].IPv4Address);
    }

    [TestMethod]
    public void An_unknown_network_is_not_available()
    {
        WifiConnectionResult result = WifiAdapter.FindAllAdapters()[0].Connect("Nowhere", WifiReconnectionKind.Manual, "blink-and-echo");

        Assert.IsTrue(result.ConnectionStatus == WifiConnectionStatus.NetworkNotAvailable);
    }

    [TestMethod]
    public void A_scan_ends_with_an_event_and_a_report()
    {
        WifiAdapter adapter = WifiAdapter.FindAllAdapters()[0];
        AutoResetEvent ended = new(false);
        adapter.AvailableNetworksChanged += (sender, e) => ended.Set();

        adapter.ScanAsync();

        Assert.IsTrue(ended.WaitOne(5000, false));
        Assert.AreEqual("PicoNet", adapter.NetworkReport.AvailableNetworks[0].Ssid);
    }

    [TestMethod]
    public void Network_changes_are_announced()
    {
        WifiAdapter adapter = WifiAdapter.FindAllAdapters()[0];
        adapter.Disconnect();
        AutoResetEvent up = new(false);
        AutoResetEvent down = new(false);
        NetworkChange.NetworkAvailabilityChanged += (sender, e) =>
        {
            if (e.IsAvailable)
            {
                up.Set();
            }
            else
            {
                down.Set();
            }
        };

        adapter.Connect("PicoNet", WifiReconnectionKind.Manual, "blink-and-echo");
        Assert.IsTrue(up.WaitOne(5000, false));
        adapter.Disconnect();
        Assert.IsTrue(down.WaitOne(5000, false));
    }

    [TestMethod]
    public void The_helper_waits_in_vain_for_a_network_that_refuses()
    {
        using CancellationTokenSource soon = new(300);

        Assert.IsFalse(WifiNetworkHelper.ConnectDhcp("PicoNet", "wrong password", token: soon.Token));
        Assert.IsTrue(WifiNetworkHelper.Status == NetworkHelperStatus.TokenExpiredWaitingIPAddress);
    }

    [TestMethod]
    public void The_helper_joins_and_leaves()
    {
        Assert.IsTrue(WifiNetworkHelper.ConnectDhcp("PicoNet", "blink-and-echo"));
        Assert.AreEqual("PicoNet", Wireless80211Configuration.GetAllWireless80211Configurations()[0].Ssid);

        WifiNetworkHelper.Disconnect();

        Assert.IsFalse(NetworkInterface.GetIsNetworkAvailable());
    }

    [TestMethod]
    public void Reconnecting_with_the_helper_joins_nothing()
    {
        WifiAdapter.FindAllAdapters()[0].Disconnect();
        using CancellationTokenSource soon = new(300);

        Assert.IsFalse(WifiNetworkHelper.Reconnect(token: soon.Token));
    }

    [TestMethod]
    public void The_helper_signals_that_the_network_is_ready()
    {
        WifiNetworkHelper.Reset();
        WifiNetworkHelper.SetupNetworkHelper("PicoNet", "blink-and-echo");

        Assert.IsTrue(WifiNetworkHelper.NetworkReady.WaitOne(5000, false));

        WifiNetworkHelper.Reset();
        WifiNetworkHelper.Disconnect();
    }

    [TestMethod]
    public void A_thread_waits_for_a_token_that_cancels_itself()
    {
        using CancellationTokenSource soon = new();
        Assert.IsFalse(soon.Token.WaitHandle.WaitOne(10, false));
        soon.CancelAfter(300);

        Assert.IsTrue(soon.Token.WaitHandle.WaitOne(5000, false));

        Assert.IsTrue(soon.IsCancellationRequested);
        Assert.IsTrue(soon.Token.WaitHandle.WaitOne(0, false));
    }
}
