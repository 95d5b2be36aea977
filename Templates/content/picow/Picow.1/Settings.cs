using System;
using AsyncCore.Board;
using Picow._1.Devices;

namespace Picow._1;

/// <summary>What can be set. Change the defaults here for a board, or with <c>--set</c> on the virtual Pico W.</summary>
public static class Settings
{
    /// <summary>The WiFi network's name.</summary>
    public static string WifiSsid { get; private set; } = "PicoNet";

    /// <summary>Its WPA2 password; empty for an open network.</summary>
    public static string WifiPassword { get; private set; } = "blink-and-echo";

    /// <summary>The TCP port for commands.</summary>
    public static int Port { get; private set; } = 9000;

    /// <summary>The GP number of the LED.</summary>
    public static int LedPin { get; private set; } = Pico.LedPin;

    /// <summary>Milliseconds from one flash to the next.</summary>
    public static int PeriodMs { get; private set; } = 500;

    /// <summary>The settings, as lines for people: name, default, description.</summary>
    public static string[] Names() => new[]
    {
        "wifi.ssid=" + WifiSsid + "  the WiFi network's name",
        "wifi.password=" + WifiPassword + "  its WPA2 password; empty for an open network",
        "port=" + Port + "  the TCP port for commands",
        "led.pin=" + LedPin + "  the GP number of the LED",
        "led.periodMs=" + PeriodMs + "  milliseconds from one flash to the next",
    };

    /// <summary>Changes a setting, before Main.</summary>
    /// <exception cref="ArgumentException">There is no such setting, or the value is out of its range.</exception>
    public static void Set(string name, string value)
    {
        switch (name)
        {
            case "wifi.ssid":
                WifiSsid = value;
                break;
            case "wifi.password":
                WifiPassword = value;
                break;
            case "port":
                Port = Number(name, value, 1, 65535);
                break;
            case "led.pin":
                LedPin = Number(name, value, 0, Pico.LastPin);
                break;
            case "led.periodMs":
                PeriodMs = Number(name, value, Blinker.MinPeriodMs, Blinker.MaxPeriodMs);
                break;
            default:
                throw new ArgumentException("There is no setting '" + name + "'. There are wifi.ssid, wifi.password, port, led.pin and led.periodMs.");
        }
    }

    private static int Number(string name, string value, int least, int greatest) =>
        int.TryParse(value, out int number) && number >= least && number <= greatest
            ? number
            : throw new ArgumentException(name + " takes a number from " + least + " to " + greatest + ", not '" + value + "'.");
}
