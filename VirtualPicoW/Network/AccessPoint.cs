using System;
using System.Text;
using System.Threading;

namespace VirtualPicoW;

/// <summary>An access point in reach of one or more boards. It can vanish and return while they run.</summary>
public sealed class AccessPoint
{
    /// <summary>The network a board finds unless told otherwise.</summary>
    public const string DefaultSsid = "PicoNet";

    /// <summary>Its password.</summary>
    public const string DefaultPassword = "blink-and-echo";

    /// <summary>The weakest signal that can be told.</summary>
    internal const int WeakestDbm = -120;

    /// <summary>At this strength and below nothing gets through.</summary>
    internal const int LostDbm = -95;

    /// <summary>How strong the signal is unless told otherwise.</summary>
    internal const int UsualDbm = -55;

    private readonly Lock gate = new();
    private bool isPresent = true;
    private int rssi = UsualDbm;
    private string password;
    private int signalPlans;

    /// <summary>The usual access point.</summary>
    public AccessPoint()
        : this(DefaultSsid, DefaultPassword)
    {
    }

    /// <summary>An access point that uses WPA2, or none if the password is empty.</summary>
    /// <exception cref="ArgumentException">No access point can have such a name or password.</exception>
    public AccessPoint(string ssid, string password)
    {
        if (Encoding.UTF8.GetByteCount(ssid) is < 1 or > 32)
        {
            throw new ArgumentException($"'{ssid}' cannot be the name of a network: it must have 1 to 32 bytes.");
        }

        RequirePassword(password);
        Ssid = ssid;
        this.password = password;
    }

    /// <summary>Raised when the access point vanished or returned.</summary>
    internal event Action<AccessPoint>? PresenceChanged;

    /// <summary>Raised when the signal at the boards is another one.</summary>
    internal event Action<AccessPoint>? SignalChanged;

    /// <summary>The name of the network.</summary>
    public string Ssid { get; }

    /// <summary>The password, empty for an open network. Another one counts from the next time on that somebody joins.</summary>
    /// <exception cref="ArgumentException">No access point can have such a password.</exception>
    public string Password
    {
        get
        {
            lock (gate)
            {
                return password;
            }
        }

        set
        {
            RequirePassword(value);
            lock (gate)
            {
                password = value;
            }
        }
    }

    /// <summary>The address that a scan shows.</summary>
    public string HardwareAddress { get; init; } = "02:50:49:43:4F:01";

    /// <summary>The strength of the signal at the boards, in dBm.</summary>
    public int Rssi
    {
        get
        {
            lock (gate)
            {
                return rssi;
            }
        }

        set
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 0);
            lock (gate)
            {
                rssi = value;
                signalPlans++;
            }

            SignalChanged?.Invoke(this);
        }
    }

    /// <summary>Whether boards can hear it.</summary>
    internal bool IsHeard => IsPresent && Rssi > LostDbm;

    /// <summary>Whether the access point is there.</summary>
    public bool IsPresent
    {
        get
        {
            lock (gate)
            {
                return isPresent;
            }
        }
    }

    /// <summary>Switches the access point off: boards lose their link at once.</summary>
    public void Vanish() => SetPresence(false);

    /// <summary>Switches it on again. No board rejoins by itself; the firmware has to.</summary>
    public void Return() => SetPresence(true);

    /// <summary>Another one like it.</summary>
    internal AccessPoint Copy() => new(Ssid, Password) { HardwareAddress = HardwareAddress, Rssi = Rssi };

    /// <summary>Lets the signal become another one evenly, dB by dB, unless somebody sets it meanwhile.</summary>
    /// <param name="signal">What it is at last, in dBm.</param>
    /// <param name="time">How long that takes.</param>
    /// <param name="after">Calls something after a time.</param>
    internal void ChangeSignal(int signal, TimeSpan time, Action<TimeSpan, Action> after)
    {
        int start = Rssi;
        int steps = Math.Abs(signal - start);
        int plan = signalPlans;
        for (int step = 1; step <= steps; step++)
        {
            int next = start + (Math.Sign(signal - start) * step);
            after(time * step / steps, () =>
            {
                if (signalPlans == plan)
                {
                    Rssi = next;
                    plan = signalPlans;
                }
            });
        }
    }

    /// <summary>Makes sure that an access point can have a password.</summary>
    /// <exception cref="ArgumentException">It cannot.</exception>
    internal static void RequirePassword(string password)
    {
        if (password.Length is not 0 and (< 8 or > 63))
        {
            throw new ArgumentException("The password of a WPA2 network has 8 to 63 characters; leave it empty for an open network.");
        }
    }

    private void SetPresence(bool present)
    {
        lock (gate)
        {
            if (isPresent == present)
            {
                return;
            }

            isPresent = present;
        }

        PresenceChanged?.Invoke(this);
    }
}
