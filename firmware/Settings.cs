using System;
using AsyncCore.Board;
using AsyncCore.Net;

namespace AsyncCore.Firmware;

/// <summary>What can be set about the firmware. Change the defaults here, or call <see cref="Set"/> before Main.</summary>
public static class Settings
{
    /// <summary>The WiFi network's name.</summary>
    public static string WifiSsid { get; private set; } = "PicoNet";

    /// <summary>Its WPA2 password; empty for an open network.</summary>
    public static string WifiPassword { get; private set; } = "blink-and-echo";

    /// <summary>The TCP port of the echo server.</summary>
    public static int EchoPort { get; private set; } = 9000;

    /// <summary>The IPv4 address to which telemetry goes.</summary>
    public static string TelemetryHost { get; private set; } = "127.0.0.1";

    /// <summary>The UDP port to which telemetry goes.</summary>
    public static int TelemetryPort { get; private set; } = 8094;

    /// <summary>Milliseconds from one line of telemetry to the next.</summary>
    public static int TelemetryPeriodMs { get; private set; } = 1000;

    /// <summary>The GP number of the first LED.</summary>
    public static int BlinkPin1 { get; private set; } = 15;

    /// <summary>The GP number of the second LED.</summary>
    public static int BlinkPin2 { get; private set; } = 14;

    /// <summary>The settings, as lines for people: name, value (at first the default), description.</summary>
    /// <returns>One line each: <c>name=default  description</c>.</returns>
    public static string[] Names() => new[]
    {
        "wifi.ssid=" + WifiSsid + "  the WiFi network's name",
        "wifi.password=" + WifiPassword + "  its WPA2 password; empty for an open network",
        "echo.port=" + EchoPort + "  the TCP port of the echo server",
        "telemetry.host=" + TelemetryHost + "  the IPv4 address to which telemetry goes",
        "telemetry.port=" + TelemetryPort + "  the UDP port to which telemetry goes",
        "telemetry.periodMs=" + TelemetryPeriodMs + "  milliseconds from one line of telemetry to the next",
        "blink.pin1=" + BlinkPin1 + "  the GP number of the first LED",
        "blink.pin2=" + BlinkPin2 + "  the GP number of the second LED",
    };

    /// <summary>Changes a setting. What runs already does not notice.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="value">Its new value.</param>
    /// <exception cref="ArgumentException">There is no such setting, or the value is out of its range.</exception>
    public static void Set(string name, string value)
    {
        switch (name)
        {
            case "wifi.ssid":
                WifiSsid = Text(name, value, 1, 32);
                break;
            case "wifi.password":
                WifiPassword = Text(name, value, 0, 63);
                break;
            case "echo.port":
                EchoPort = Number(name, value, 1, 65535);
                break;
            case "telemetry.host":
                TelemetryHost = Address(name, value);
                break;
            case "telemetry.port":
                TelemetryPort = Number(name, value, 1, 65535);
                break;
            case "telemetry.periodMs":
                TelemetryPeriodMs = Number(name, value, 100, 3600000);
                break;
            case "blink.pin1":
                BlinkPin1 = Pin(name, value);
                break;
            case "blink.pin2":
                BlinkPin2 = Pin(name, value);
                break;
            default:
                throw new ArgumentException("There is no setting '" + name + "'. There are " + KnownNames() + ".");
        }
    }

    private static string Text(string name, string value, int shortest, int longest) =>
        value != null && value.Length >= shortest && value.Length <= longest
            ? value
            : throw new ArgumentException(name + " takes a text of " + shortest + " to " + longest + " characters, not '" + value + "'.");

    private static int Number(string name, string value, int least, int greatest) =>
        int.TryParse(value, out int number) && number >= least && number <= greatest
            ? number
            : throw new ArgumentException(name + " takes a number from " + least + " to " + greatest + ", not '" + value + "'.");

    private static int Pin(string name, string value)
    {
        int pin = Number(name, value, 0, Pico.LastPin);
        return Pico.IsFreePin(pin)
            ? pin
            : throw new ArgumentException(name + " takes a pin from 0 to 22 or from 26 to 28, not " + pin + ", which belongs to the radio.");
    }

    private static string Address(string name, string value)
    {
        try
        {
            DatagramSocket.Receiver(value, TelemetryPort);
            return value;
        }
        catch (ArgumentException exception)
        {
            throw new ArgumentException(name + ": " + exception.Message);
        }
    }

    private static string KnownNames()
    {
        string text = string.Empty;
        string[] lines = Names();
        for (int i = 0; i < lines.Length; i++)
        {
            text += (i == 0 ? string.Empty : ", ") + lines[i].Substring(0, lines[i].IndexOf('='));
        }

        return text;
    }
}
