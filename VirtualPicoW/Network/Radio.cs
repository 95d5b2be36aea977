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

    private readonly Lock _gate = new();
    private readonly BoardOptions _options;
    private readonly BoardLog _log;
    private readonly IClock _clock;
    private readonly IInterrupts _interrupts;
    private readonly Power _power;
    private Action<bool>? _linkChanged;
    private bool _isUp;

    internal Radio(BoardOptions options, BoardLog log, IClock clock, IInterrupts interrupts, Power power)
    {
        _options = options;
        _log = log;
        _clock = clock;
        _interrupts = interrupts;
        _power = power;
        if (options.AccessPoint != null)
        {
            options.AccessPoint.PresenceChanged += OnPresenceChanged;
        }
    }

    event Action<bool>? IRadio.LinkChanged
    {
        add => _linkChanged += value;
        remove => _linkChanged -= value;
    }

    /// <summary>Raised at once when the link is lost, before the firmware hears of it.</summary>
    internal event Action? LinkLost;

    /// <summary>Whether the board is on a network.</summary>
    public bool IsUp
    {
        get
        {
            lock (_gate)
            {
                return _isUp;
            }
        }
    }

    uint IRadio.Address => IsUp ? _options.World.BoardAddress : 0;

    IReadOnlyList<uint> IRadio.NameServers => IsUp ? _options.World.NameServers : [];

    // The first three bytes are Raspberry Pi's.
    byte[] IRadio.HardwareAddress => [0x28, 0xCD, 0xC1, 0x00, 0x00, 0x01];

    JoinResult IRadio.Join(string ssid, string password)
    {
        _power.Require();
        Drop($"left {_options.AccessPoint?.Ssid}");
        _log.Add("wifi", $"joining {ssid}");
        _clock.Sleep(_options.JoinTime);
        _power.Require();
        return Answer(ssid, password);
    }

    void IRadio.Leave()
    {
        _power.Require();
        Drop($"left {_options.AccessPoint?.Ssid}");
    }

    IReadOnlyList<ScannedNetwork> IRadio.Scan()
    {
        _power.Require();
        _clock.Sleep(_options.JoinTime == TimeSpan.Zero ? TimeSpan.Zero : ScanTime);
        _power.Require();
        return _options.AccessPoint is { IsPresent: true } present
            ? [new ScannedNetwork(present.Ssid, present.HardwareAddress, present.Rssi)]
            : [];
    }

    /// <summary>The board is switched off.</summary>
    internal void Stop()
    {
        if (_options.AccessPoint != null)
        {
            _options.AccessPoint.PresenceChanged -= OnPresenceChanged;
        }
    }

    private JoinResult Answer(string ssid, string password)
    {
        if (_options.AccessPoint is not { IsPresent: true } accessPoint || accessPoint.Ssid != ssid)
        {
            _log.Add("wifi", $"{ssid} not found");
            return JoinResult.NotFound;
        }

        if (accessPoint.Password != password)
        {
            _log.Add("wifi", accessPoint.Password.Length == 0 ? $"{ssid} is open and takes no password" : $"{ssid} refused the password");
            return JoinResult.WrongPassword;
        }

        lock (_gate)
        {
            _isUp = true;
        }

        _log.Add("wifi", $"joined {ssid}, {accessPoint.Rssi} dBm, address {new Endpoint(_options.World.BoardAddress, 0).AddressText}");
        _interrupts.Post(() => _linkChanged?.Invoke(true));
        return JoinResult.Joined;
    }

    private void OnPresenceChanged()
    {
        var accessPoint = _options.AccessPoint!;
        if (accessPoint.IsPresent)
        {
            _log.Add("wifi", $"{accessPoint.Ssid} is back");
        }
        else if (!Drop($"lost {accessPoint.Ssid}"))
        {
            _log.Add("wifi", $"{accessPoint.Ssid} has vanished");
        }
    }

    private bool Drop(string reason)
    {
        lock (_gate)
        {
            if (!_isUp)
            {
                return false;
            }

            _isUp = false;
        }

        _log.Add("wifi", reason);
        LinkLost?.Invoke();
        _interrupts.Post(() => _linkChanged?.Invoke(false));
        return true;
    }
}
