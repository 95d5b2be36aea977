using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>
/// The WiFi station of a board. It joins when told to and never by itself: on the Pico W no code rejoins a lost network.
/// </summary>
public sealed class Radio : IRadio
{
    private static readonly TimeSpan ScanTime = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private readonly BoardOptions options;
    private readonly BoardLog log;
    private readonly IClock clock;
    private readonly IInterrupts interrupts;
    private readonly Power power;
    private readonly AccessPoint[] accessPoints;
    private Action<bool>? linkChanged;
    private volatile AccessPoint? joined;
    private bool isUp;
    private volatile string? joining;

    internal Radio(BoardOptions options, BoardLog log, IClock clock, IInterrupts interrupts, Power power)
    {
        this.options = options;
        this.log = log;
        this.clock = clock;
        this.interrupts = interrupts;
        this.power = power;
        accessPoints = [.. options.AccessPoint is { } first ? [first] : Array.Empty<AccessPoint>(), .. options.OtherAccessPoints];
        foreach (AccessPoint accessPoint in accessPoints)
        {
            accessPoint.PresenceChanged += OnPresenceChanged;
            accessPoint.SignalChanged += OnSignalChanged;
        }
    }

    event Action<bool>? IRadio.LinkChanged
    {
        add => linkChanged += value;
        remove => linkChanged -= value;
    }

    /// <summary>Raised at once when the link is lost, before the firmware hears of it.</summary>
    internal event Action? LinkLost;

    /// <summary>Whether the board is on a network.</summary>
    public bool IsUp
    {
        get
        {
            lock (gate)
            {
                return isUp;
            }
        }
    }

    /// <summary>Those in reach, whether they are heard or not.</summary>
    internal IReadOnlyList<AccessPoint> AccessPoints => accessPoints;

    /// <summary>The network that is being joined at this moment, or null.</summary>
    internal string? Joining => joining;

    /// <summary>The board's address, or null if it has none.</summary>
    internal string? AddressText => IsUp ? new Endpoint(options.World.BoardAddress, 0).AddressText : null;

    uint IRadio.Address => IsUp ? options.World.BoardAddress : 0;

    IReadOnlyList<uint> IRadio.NameServers => IsUp ? options.World.NameServers : [];

    // The first three bytes are Raspberry Pi's.
    byte[] IRadio.HardwareAddress => [0x28, 0xCD, 0xC1, 0x00, 0x00, 0x01];

    JoinResult IRadio.Join(string ssid, string password)
    {
        power.Require();
        Drop("left");
        log.Add("wifi", $"joining {ssid}");
        joining = ssid;
        try
        {
            clock.Sleep(options.World.JoinTime(options.JoinTime));
            power.Require();
            return Answer(ssid, password);
        }
        finally
        {
            joining = null;
        }
    }

    void IRadio.Leave()
    {
        power.Require();
        Drop("left");
    }

    IReadOnlyList<ScannedNetwork> IRadio.Scan()
    {
        power.Require();
        using (options.World.HoldUp())
        {
            clock.Sleep(options.JoinTime == TimeSpan.Zero ? TimeSpan.Zero : ScanTime);
        }

        power.Require();
        return accessPoints.Where(accessPoint => accessPoint.IsHeard)
            .Select(heard => new ScannedNetwork(heard.Ssid, heard.HardwareAddress, heard.Rssi))
            .ToArray();
    }

    /// <summary>The board is switched off.</summary>
    internal void Stop()
    {
        foreach (AccessPoint accessPoint in accessPoints)
        {
            accessPoint.PresenceChanged -= OnPresenceChanged;
            accessPoint.SignalChanged -= OnSignalChanged;
        }
    }

    private JoinResult Answer(string ssid, string password)
    {
        if (accessPoints.Where(candidate => candidate.IsHeard && candidate.Ssid == ssid).MaxBy(candidate => candidate.Rssi) is not { } accessPoint)
        {
            log.Add("wifi", $"{ssid} not found");
            return JoinResult.NotFound;
        }

        if (accessPoint.Password != password)
        {
            log.Add("wifi", accessPoint.Password.Length == 0 ? $"{ssid} is open and takes no password" : $"{ssid} refused the password");
            return JoinResult.WrongPassword;
        }

        options.World.NoteSignal(accessPoint.Rssi);
        if (!options.World.AcquireAddress() || !accessPoint.IsPresent)
        {
            options.World.LoseAddress();
            log.Add("wifi", $"{ssid} gave no address");
            return JoinResult.TimedOut;
        }

        lock (gate)
        {
            isUp = true;
            joined = accessPoint;
        }

        options.World.NoteSignal(accessPoint.Rssi);
        log.Add("wifi", $"joined {ssid}, {accessPoint.Rssi} dBm, address {new Endpoint(options.World.BoardAddress, 0).AddressText}");
        interrupts.Post(() => linkChanged?.Invoke(true));
        return JoinResult.Joined;
    }

    private void OnSignalChanged(AccessPoint accessPoint)
    {
        if (accessPoint == joined)
        {
            options.World.NoteSignal(accessPoint.Rssi);
        }
    }

    private void OnPresenceChanged(AccessPoint accessPoint)
    {
        if (accessPoint.IsPresent)
        {
            log.Add("wifi", $"{accessPoint.Ssid} is back");
        }
        else if (accessPoint != joined || !Drop("lost"))
        {
            log.Add("wifi", $"{accessPoint.Ssid} has vanished");
        }
    }

    private bool Drop(string reason)
    {
        AccessPoint? left;
        lock (gate)
        {
            if (!isUp)
            {
                return false;
            }

            isUp = false;
            left = joined;
            joined = null;
        }

        log.Add("wifi", $"{reason} {left?.Ssid}");
        LinkLost?.Invoke();
        options.World.LoseAddress();
        interrupts.Post(() => linkChanged?.Invoke(false));
        return true;
    }
}
