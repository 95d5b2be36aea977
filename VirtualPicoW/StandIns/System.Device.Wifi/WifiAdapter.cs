using System.Linq;
using VirtualPicoW.Hardware;

namespace System.Device.Wifi;

/// <summary>The WiFi station of the board.</summary>
public sealed class WifiAdapter : IDisposable
{
    private static readonly IBoard Board = Boards.Of(typeof(WifiAdapter));

    private bool isDisposed;

    private WifiAdapter()
    {
    }

    /// <summary>Raised on the interrupt thread when a scan has ended.</summary>
    public event AvailableNetworksChangedEventHandler AvailableNetworksChanged;

    /// <summary>The number of its network interface.</summary>
    public int NetworkInterface => 0;

    /// <summary>What the last scan has found.</summary>
    public WifiNetworkReport NetworkReport { get; private set; } = new([]);

    /// <summary>The adapters of the board: one.</summary>
    public static WifiAdapter[] FindAllAdapters() => [new WifiAdapter()];

    /// <summary>Joins a network. The calling thread waits until it is known how that ended.</summary>
    public WifiConnectionResult Connect(
        WifiAvailableNetwork availableNetwork, WifiReconnectionKind reconnectionKind, string passwordCredential)
    {
        ArgumentNullException.ThrowIfNull(availableNetwork);
        return Connect(availableNetwork.Ssid, reconnectionKind, passwordCredential);
    }

    /// <summary>Joins a network. The calling thread waits until it is known how that ended.</summary>
    public WifiConnectionResult Connect(string ssid, WifiReconnectionKind reconnectionKind, string passwordCredential)
    {
        RequireOpen();
        if (string.IsNullOrEmpty(ssid))
        {
            throw new ArgumentException("Which network? Its name is missing.");
        }

        return new WifiConnectionResult(Board.Radio.Join(ssid, passwordCredential ?? string.Empty) switch
        {
            JoinResult.Joined => WifiConnectionStatus.Success,
            JoinResult.WrongPassword => WifiConnectionStatus.InvalidCredential,
            JoinResult.TimedOut => WifiConnectionStatus.Timeout,
            _ => WifiConnectionStatus.NetworkNotAvailable,
        });
    }

    /// <summary>Leaves the network.</summary>
    public void Disconnect()
    {
        RequireOpen();
        Board.Radio.Leave();
    }

    /// <summary>Has no effect on this target.</summary>
    public void SetDeviceName(string deviceName) => RequireOpen();

    /// <summary>Listens for networks. In spite of its name it returns when that is done; on a board every thread stands still meanwhile.</summary>
    public void ScanAsync()
    {
        RequireOpen();
        NetworkReport = new WifiNetworkReport(Board.Radio.Scan().Select(Describe).ToArray());
        Board.Interrupts.Post(() => AvailableNetworksChanged?.Invoke(this, null));
    }

    /// <summary>Ends the use of the adapter; the board stays on its network.</summary>
    public void Dispose() => isDisposed = true;

    private static WifiAvailableNetwork Describe(ScannedNetwork network) =>
        new() { Ssid = network.Ssid, Bsid = network.HardwareAddress, NetworkRssiInDecibelMilliwatts = network.Rssi };

    private void RequireOpen() => ObjectDisposedException.ThrowIf(isDisposed, this);
}
