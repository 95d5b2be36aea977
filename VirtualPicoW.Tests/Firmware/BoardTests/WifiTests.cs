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
        var result = WifiAdapter.FindAllAdapters()[0].Connect("PicoNet", WifiReconnectionKind.Manual, "wrong password");

        Assert.IsTrue(result.ConnectionStatus == WifiConnectionStatus.InvalidCredential);
        Assert.AreEqual("0.0.0.0", NetworkInterface.GetAllNetworkInterfaces()[0].IPv4Address);
    }

    [TestMethod]
    public void An_unknown_network_is_not_available()
    {
        var result = WifiAdapter.FindAllAdapters()[0].Connect("Nowhere", WifiReconnectionKind.Manual, "blink-and-echo");

        Assert.IsTrue(result.ConnectionStatus == WifiConnectionStatus.NetworkNotAvailable);
    }

    [TestMethod]
    public void A_scan_ends_with_an_event_and_a_report()
    {
        var adapter = WifiAdapter.FindAllAdapters()[0];
        var ended = new AutoResetEvent(false);
        adapter.AvailableNetworksChanged += (sender, e) => ended.Set();

        adapter.ScanAsync();

        Assert.IsTrue(ended.WaitOne(5000, false));
        Assert.AreEqual("PicoNet", adapter.NetworkReport.AvailableNetworks[0].Ssid);
    }

    [TestMethod]
    public void Network_changes_are_announced()
    {
        var adapter = WifiAdapter.FindAllAdapters()[0];
        adapter.Disconnect();
        var up = new AutoResetEvent(false);
        var down = new AutoResetEvent(false);
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
        using var soon = new CancellationTokenSource(300);

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
        using var soon = new CancellationTokenSource(300);

        Assert.IsFalse(WifiNetworkHelper.Reconnect(token: soon.Token));
    }
}
