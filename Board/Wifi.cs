using System;
using System.Device.Wifi;
using System.Net;
using System.Net.NetworkInformation;
using System.Text;

namespace AsyncCore.Board;

/// <summary>Joins a WiFi network and, when the link goes, joins it again.</summary>
/// <remarks>
/// <code>
///            joined             link lost
///   Joining ────────> Up ──────────────────┐
///      ^ │                                 v
///      │ └──(no access point, password)──> Down ──(a growing while)──┐
///      └─────────────────────────────────────────────────────────────┘
///   from each of them ──(KeepJoined is cancelled)──> Down
/// </code>
/// <para>
/// Joining runs on a thread of its own. On a Pico W it holds up everything for 0.13 s, measured with nanoFramework's firmware on an emulated board; then tasks go on
/// while it waits for the access point, which takes 20 s if none lets the board in.
/// </para>
/// <para>It knows nothing of sockets: connections do not outlive a link, and whoever has one meets that there.</para>
/// </remarks>
public sealed class Wifi
{
    private const int FirstPauseMs = 1000;
    private const int MaxPauseMs = 60000;
    private const int MaxSsidLength = 32;
    private const int ShortestPassword = 8;
    private const int MaxPasswordLength = 63;

    /// <summary>The radio does one thing at a time, also if an attempt that nobody waits for any more is still under way.</summary>
    private static readonly object Radio = new object();

    private static WifiAdapter adapter;

    /// <summary>The one that a task keeps joined; null if there is none.</summary>
    private static Wifi kept;

    private readonly string password;
    private readonly ThreadSafeFlag linkChanged = new ThreadSafeFlag();

    /// <summary>Prepares to join a network; <see cref="KeepJoined"/> does it.</summary>
    /// <param name="ssid">The network's name, 1 to 32 bytes of UTF-8.</param>
    /// <param name="password">Its WPA2 password, 8 to 63 characters; empty for an open network.</param>
    /// <exception cref="ArgumentException">No network can have such a name or password.</exception>
    public Wifi(string ssid, string password)
    {
        Ssid = ssid ?? throw new ArgumentNullException(nameof(ssid));
        this.password = password ?? throw new ArgumentNullException(nameof(password));
        int length = Encoding.UTF8.GetBytes(ssid).Length;
        if (length == 0 || length > MaxSsidLength)
        {
            throw new ArgumentException("The name of a network has 1 to 32 bytes, in which é takes two; '" + ssid + "' has " + length + ".");
        }

        if (password.Length != 0 && (password.Length < ShortestPassword || password.Length > MaxPasswordLength))
        {
            throw new ArgumentException(
                "A WPA2 password has 8 to 63 characters, and this one has " + password.Length + ". Leave it empty for an open network.");
        }
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

    /// <summary>The signal strength when <see cref="MeasureRssi"/> last found it, in dBm, a negative number; 0 if it is not known.</summary>
    public int RssiDbm { get; private set; }

    /// <summary>Why it is down and when it will try again, in the words of a report; null if it is not down, or no task keeps it joined.</summary>
    public string Trouble { get; private set; }

    private static WifiAdapter Adapter => adapter ??= WifiAdapter.FindAllAdapters()[0];

    /// <summary>
    /// Joins, and joins again whenever the link goes, with growing pauses while that fails. It ends only by cancellation; the board may then stay on the network,
    /// but nobody looks any more, so the state is <see cref="WifiState.Down"/>. It may be called again after that.
    /// </summary>
    /// <returns>What to await, once, or to make a task of.</returns>
    /// <exception cref="InvalidOperationException">Another task does it already, for this network or another one: there is one radio.</exception>
    public async Coroutine KeepJoined()
    {
        if (kept != null)
        {
            throw new InvalidOperationException(
                "Another task keeps the board on " + kept.Ssid + " already. Wait for that Wifi's event Up instead, or cancel that task first.");
        }

        kept = this;
        NetworkChange.NetworkAvailabilityChanged += OnAvailabilityChanged;
        NetworkChange.NetworkAddressChanged += OnAddressChanged;
        try
        {
            int pauseMs = FirstPauseMs;
            while (true)
            {
                Enter(WifiState.Joining);
                string trouble = (string)await WorkerThread.RunAtOnce(Join);
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
            kept = null;
            Trouble = null;
            Enter(WifiState.Down);
        }
    }

    /// <summary>
    /// Measures how strong the network's signal is. nanoFramework knows only by listening for all networks, for some 2 s, during which a Pico W does nothing else: no
    /// task runs, no LED blinks. So nobody does it but who asks for it.
    /// </summary>
    /// <returns>The strength in dBm, a negative number; 0 if the network was not heard, or the radio was busy.</returns>
    public async Coroutine<int> MeasureRssi()
    {
        RssiDbm = (int)await Asyncio.ToThread(Listen);
        return RssiDbm;
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
        lock (Radio)
        {
            WifiConnectionStatus status = Adapter.Connect(Ssid, WifiReconnectionKind.Manual, password).ConnectionStatus;
            return status == WifiConnectionStatus.Success ? null : Describe(status, Ssid);
        }
    }

    /// <summary>Listens how strong the access point's signal is. Runs on a thread of its own.</summary>
    private object Listen()
    {
        lock (Radio)
        {
            try
            {
                Adapter.ScanAsync();
            }
            catch (InvalidOperationException)
            {
                // The radio is busy. The network works without this number.
                return 0;
            }

            WifiAvailableNetwork[] networks = Adapter.NetworkReport.AvailableNetworks;
            int strongest = 0;
            for (int i = 0; i < networks.Length; i++)
            {
                int rssi = (int)networks[i].NetworkRssiInDecibelMilliwatts;
                if (networks[i].Ssid == Ssid && (strongest == 0 || rssi > strongest))
                {
                    strongest = rssi;
                }
            }

            return strongest;
        }
    }

    private void OnAvailabilityChanged(object sender, NetworkAvailabilityEventArgs e) => linkChanged.Set();

    private void OnAddressChanged(object sender, EventArgs e) => linkChanged.Set();
}
