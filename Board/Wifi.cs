using System;
using System.Device.Wifi;
using System.Net;
using System.Net.NetworkInformation;

namespace AsyncCore.Board;

/// <summary>Joins a WiFi network and, when the link goes, joins it again.</summary>
/// <remarks>
/// <code>
///            joined             link lost
///   Joining ────────> Up ──────────────────┐
///      ^ │                                 v
///      │ └──(no access point, password)──> Down ──(a growing while)──┐
///      └─────────────────────────────────────────────────────────────┘
/// </code>
/// <para>
/// Joining runs on a thread of its own, and tasks go on meanwhile as far as the board lets them: starting to join and looking for the signal strength hold up
/// everything on a real Pico W, for up to 20 seconds when no access point answers.
/// </para>
/// <para>It knows nothing of sockets: connections do not outlive a link, and whoever has one meets that there.</para>
/// </remarks>
public sealed class Wifi
{
    private const int FirstPauseMs = 1000;
    private const int MaxPauseMs = 60000;

    private readonly string password;
    private readonly ThreadSafeFlag linkChanged = new ThreadSafeFlag();
    private WifiAdapter adapter;

    /// <summary>Prepares to join a network; <see cref="KeepJoined"/> does it.</summary>
    /// <param name="ssid">The network's name.</param>
    /// <param name="password">Its WPA2 password; empty for an open network.</param>
    public Wifi(string ssid, string password)
    {
        Ssid = ssid ?? throw new ArgumentNullException(nameof(ssid));
        this.password = password ?? throw new ArgumentNullException(nameof(password));
    }

    /// <summary>Is told of every change of <see cref="State"/>.</summary>
    public event WifiStateHandler StateChanged;

    /// <summary>The network's name.</summary>
    public string Ssid { get; }

    /// <summary>How far it is.</summary>
    public WifiState State { get; private set; } = WifiState.Down;

    /// <summary>Set while the board is on the network.</summary>
    public Event Up { get; } = new Event();

    /// <summary>The board's address while it is up, else 0.0.0.0.</summary>
    public string Address { get; private set; } = "0.0.0.0";

    /// <summary>The signal strength when it last joined, in dBm, a negative number; 0 if it is not known.</summary>
    public int RssiDbm { get; private set; }

    /// <summary>Why it is down and when it will try again, in the words of a report; null if it is not down.</summary>
    public string Trouble { get; private set; }

    /// <summary>Joins, and joins again whenever the link goes, with growing pauses while that fails. It ends only by cancellation.</summary>
    /// <returns>What to await, once, or to make a task of.</returns>
    public async Coroutine KeepJoined()
    {
        NetworkChange.NetworkAvailabilityChanged += OnAvailabilityChanged;
        NetworkChange.NetworkAddressChanged += OnAddressChanged;
        try
        {
            int pauseMs = FirstPauseMs;
            while (true)
            {
                Enter(WifiState.Joining);
                string trouble = (string)await Asyncio.ToThread(Join);
                if (trouble == null)
                {
                    pauseMs = FirstPauseMs;
                    Enter(WifiState.Up);
                    await LinkLost();
                    trouble = "lost " + Ssid;
                }

                Trouble = trouble + "; trying again in " + (pauseMs / 1000) + " s";
                Enter(WifiState.Down);
                await Asyncio.SleepMs(pauseMs);
                pauseMs = pauseMs < MaxPauseMs / 2 ? pauseMs * 2 : MaxPauseMs;
            }
        }
        finally
        {
            NetworkChange.NetworkAvailabilityChanged -= OnAvailabilityChanged;
            NetworkChange.NetworkAddressChanged -= OnAddressChanged;
            Up.Clear();
        }
    }

    private static string Describe(WifiConnectionStatus status, string ssid) => status switch
    {
        WifiConnectionStatus.InvalidCredential => ssid + " refused the password",
        WifiConnectionStatus.NetworkNotAvailable => "no access point named " + ssid + " is in reach",
        WifiConnectionStatus.UnsupportedAuthenticationProtocol => ssid + " is neither open nor WPA2, and the board knows no more",

        // The radio cannot tell why it was not let in.
        _ => ssid + " did not let the board in: the password may be wrong, or the signal weak",
    };

    private void Enter(WifiState state)
    {
        State = state;
        if (state != WifiState.Down)
        {
            Trouble = null;
        }

        if (state == WifiState.Up)
        {
            Address = IPAddress.GetDefaultLocalAddress().ToString();
            Up.Set();
        }
        else
        {
            Address = "0.0.0.0";
            Up.Clear();
        }

        StateChanged?.Invoke(this);
    }

    /// <summary>
    /// Ends when the board is no longer on the network. The events only say that it is time to look: those of joining may arrive
    /// after the fact.
    /// </summary>
    private async Coroutine LinkLost()
    {
        while (NetworkInterface.GetIsNetworkAvailable())
        {
            await linkChanged.Wait();
        }
    }

    /// <summary>Joins. Runs on a thread of its own.</summary>
    /// <returns>Why it did not work; null if it did.</returns>
    private object Join()
    {
        adapter ??= WifiAdapter.FindAllAdapters()[0];
        WifiConnectionStatus status = adapter.Connect(Ssid, WifiReconnectionKind.Manual, password).ConnectionStatus;
        if (status != WifiConnectionStatus.Success)
        {
            return Describe(status, Ssid);
        }

        RssiDbm = MeasureRssi();
        return null;
    }

    /// <summary>Looks how strong the access point's signal is. Runs on a thread of its own.</summary>
    private int MeasureRssi()
    {
        try
        {
            adapter.ScanAsync();
        }
        catch (InvalidOperationException)
        {
            // The radio is busy. The network works without this number.
            return 0;
        }

        WifiAvailableNetwork[] networks = adapter.NetworkReport.AvailableNetworks;
        for (int i = 0; i < networks.Length; i++)
        {
            if (networks[i].Ssid == Ssid)
            {
                return (int)networks[i].NetworkRssiInDecibelMilliwatts;
            }
        }

        return 0;
    }

    private void OnAvailabilityChanged(object sender, NetworkAvailabilityEventArgs e) => linkChanged.Set();

    private void OnAddressChanged(object sender, EventArgs e) => linkChanged.Set();
}
