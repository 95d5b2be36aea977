using System;
using System.Collections.Generic;
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
    private Action<bool>? linkChanged;
    private bool isUp;
    private volatile string? joining;

    internal Radio(BoardOptions options, BoardLog log, IClock clock, IInterrupts interrupts, Power power)
    {
        this.options = options;
        this.log = log;
        this.clock = clock;
        this.interrupts = interrupts;
        this.power = power;
        if (options.AccessPoint != null)
        {
            options.AccessPoint.PresenceChanged += OnPresenceChanged;
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
        Drop($"left {options.AccessPoint?.Ssid}");
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
        Drop($"left {options.AccessPoint?.Ssid}");
    }

    IReadOnlyList<ScannedNetwork> IRadio.Scan()
    {
        power.Require();
        using (options.World.HoldUp())
        {
            clock.Sleep(options.JoinTime == TimeSpan.Zero ? TimeSpan.Zero : ScanTime);
        }

        power.Require();
        return options.AccessPoint is { IsPresent: true } present
            ? [new ScannedNetwork(present.Ssid, present.HardwareAddress, present.Rssi)]
            : [];
    }

    /// <summary>The board is switched off.</summary>
    internal void Stop()
    {
        if (options.AccessPoint != null)
        {
            options.AccessPoint.PresenceChanged -= OnPresenceChanged;
        }
    }

    private JoinResult Answer(string ssid, string password)
    {
        if (options.AccessPoint is not { IsPresent: true } accessPoint || accessPoint.Ssid != ssid)
        {
            log.Add("wifi", $"{ssid} not found");
            return JoinResult.NotFound;
        }

        if (accessPoint.Password != password)
        {
            log.Add("wifi", accessPoint.Password.Length == 0 ? $"{ssid} is open and takes no password" : $"{ssid} refused the password");
            return JoinResult.WrongPassword;
        }

        if (!options.World.AcquireAddress() || !accessPoint.IsPresent)
        {
            options.World.LoseAddress();
            log.Add("wifi", $"{ssid} gave no address");
            return JoinResult.TimedOut;
        }

        lock (gate)
        {
            isUp = true;
        }

        log.Add("wifi", $"joined {ssid}, {accessPoint.Rssi} dBm, address {new Endpoint(options.World.BoardAddress, 0).AddressText}");
        interrupts.Post(() => linkChanged?.Invoke(true));
        return JoinResult.Joined;
    }

    private void OnPresenceChanged()
    {
        AccessPoint accessPoint = options.AccessPoint!;
        if (accessPoint.IsPresent)
        {
            log.Add("wifi", $"{accessPoint.Ssid} is back");
        }
        else if (!Drop($"lost {accessPoint.Ssid}"))
        {
            log.Add("wifi", $"{accessPoint.Ssid} has vanished");
        }
    }

    private bool Drop(string reason)
    {
        lock (gate)
        {
            if (!isUp)
            {
                return false;
            }

            isUp = false;
        }

        log.Add("wifi", reason);
        LinkLost?.Invoke();
        options.World.LoseAddress();
        interrupts.Post(() => linkChanged?.Invoke(false));
        return true;
    }
}
