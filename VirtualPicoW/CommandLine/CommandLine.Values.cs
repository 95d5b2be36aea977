using System;
using System.Collections.Generic;
using System.CommandLine.Parsing;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace VirtualPicoW;

/// <content>What stands behind an option, understood or refused with what to write instead.</content>
internal sealed partial record CommandLine
{
    private const int MaxSeconds = 1_000_000;
    private const int MaxSeeds = 1_000_000;
    private const long MaxEvents = 1_000_000_000_000;
    private const int MaxPace = 1_000_000;
    private const int MaxSockets = 1_000;
    private const int MinMemory = 16_384;

    private static TimeSpan ParseSeconds(string text) => TryParseSeconds(text, out TimeSpan time)
        ? time
        : throw new CommandLineException($"--seconds {text} makes no sense: give a number above 0 and up to {MaxSeconds}, such as 2.5.");

    private static bool TryParseSeconds(string text, out TimeSpan time)
    {
        bool isNumber = double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds);
        bool makesSense = isNumber && seconds is > 0 and <= MaxSeconds;
        time = makesSense ? TimeSpan.FromSeconds(seconds) : default;
        return makesSense;
    }

    private static string ParseChip(string text) => text.Length > 0
        ? text
        : throw new CommandLineException("--chip needs a folder after it, with nanoFramework's firmware and the boot ROM: docs/chip.md.");

    private static TaskOrder ParseOrder(string text) => text switch
    {
        "fifo" => TaskOrder.Fifo,
        "shuffled" => TaskOrder.Shuffled,
        "adversarial" => TaskOrder.Adversarial,
        _ => throw new CommandLineException($"--order {text} makes no sense: there are fifo, shuffled and adversarial."),
    };

    private static bool ParseWorld(string text) => text switch
    {
        "host" => false,
        "simulated" => true,
        _ => throw new CommandLineException($"--world {text} makes no sense: there are host and simulated."),
    };

    private static ulong ParseSeed(string text) => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed)
        ? seed
        : throw new CommandLineException($"--seed {text} makes no sense: give a whole number, 0 or more.");

    private static int ParseSeedCount(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count is > 0 and <= MaxSeeds
        ? count
        : throw new CommandLineException($"--seeds {text} makes no sense: give a whole number from 1 to {MaxSeeds}.");

    private static long ParseEvents(string option, string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number is > 0 and <= MaxEvents
        ? number
        : throw new CommandLineException($"{option} {text} makes no sense: give a whole number from 1 on; the last line of a run tells how many events it had.");

    private static string ParseTrace(string text) => Trace.IsKnown(text) ? text : throw new CommandLineException($"--trace {text} makes no sense: there are {Trace.Endings}.");

    private static LinkProfile ParseLink(string text) => LinkProfile.Presets.TryGetValue(text, out LinkProfile? link)
        ? link
        : throw new CommandLineException($"--link {text} makes no sense: there are {string.Join(", ", LinkProfile.Presets.Keys)}.");

    private static double ParsePace(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double pace) && pace is > 0 and <= MaxPace
            ? pace
            : throw new CommandLineException($"--pace {text} makes no sense: give a number above 0 and up to {MaxPace}, such as 1 for real time or 10.");

    private static ButtonPress ParsePress(string text)
    {
        string[] parts = text.Split('@');
        return parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int pin)
            && TryParseSeconds(parts[1], out TimeSpan time)
            ? new ButtonPress(pin, time)
            : throw new CommandLineException($"--press {text} makes no sense: write PIN@SECONDS, such as 14@1.5 for GP14.");
    }

    private static int ParseSockets(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int sockets) && sockets is > 0 and <= MaxSockets
            ? sockets
            : throw new CommandLineException($"--sockets {text} makes no sense: give a whole number from 1 to {MaxSockets}.");

    private static int ParseMemory(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int bytes) && bytes >= MinMemory
            ? bytes
            : throw new CommandLineException($"--memory {text} makes no sense: give a whole number of bytes, {MinMemory} at least; nanoFramework itself needs a good part of that.");

    private static KeyValuePair<string, string> ParseSetting(string text)
    {
        int equals = text.IndexOf('=');
        return equals > 0
            ? new(text[..equals], text[(equals + 1)..])
            : throw new CommandLineException($"--set {text} makes no sense: write NAME=VALUE.");
    }

    private static int ParseSignal(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int signal) && signal is >= AccessPoint.WeakestDbm and <= 0
            ? signal
            : throw new CommandLineException($"--signal {text} makes no sense: give a whole number of dBm from {AccessPoint.WeakestDbm} to 0, such as -78; at {AccessPoint.LostDbm} nobody hears it.");

    /// <summary>Each has an address of its own.</summary>
    private static AccessPoint[] WithSignals(List<AccessPoint> named, List<int> signals)
    {
        AccessPoint[] accessPoints = named.Count > 0
            ? [.. named.Select((accessPoint, index) => new AccessPoint(accessPoint.Ssid, accessPoint.Password) { HardwareAddress = $"02:50:49:43:4F:{index + 1:X2}" })]
            : [new AccessPoint()];
        if (signals.Count > accessPoints.Length)
        {
            throw new CommandLineException($"--signal {signals[accessPoints.Length]} has no access point: the command line names {accessPoints.Length}, and {signals.Count} signals.");
        }

        for (int index = 0; index < signals.Count; index++)
        {
            accessPoints[index].Rssi = signals[index];
        }

        return accessPoints;
    }

    private static AccessPoint ParseAccessPoint(string text)
    {
        // The first colon ends the name, so that a password may contain others; a name with a colon has a backslash before it.
        StringBuilder ssid = new();
        int index = 0;
        for (; index < text.Length && text[index] != ':'; index++)
        {
            if (text[index] == '\\' && index + 1 < text.Length && text[index + 1] is (':' or '\\'))
            {
                index++;
            }

            ssid.Append(text[index]);
        }

        if (index == text.Length)
        {
            throw new CommandLineException($"--access-point {text} makes no sense: write SSID:PASSWORD, with \\: for a colon in the SSID.");
        }

        try
        {
            return new AccessPoint(ssid.ToString(), text[(index + 1)..]);
        }
        catch (ArgumentException exception)
        {
            throw new CommandLineException($"--access-point {text} makes no sense: {exception.Message}");
        }
    }

    private static (string Name, string[] Addresses) ParseHost(string text)
    {
        int equals = text.IndexOf('=');
        string[] addresses = text[(equals + 1)..].Split(',', StringSplitOptions.RemoveEmptyEntries);
        return equals > 0 && Array.TrueForAll(addresses, address => IsAddress(address, out _))
            ? (text[..equals], addresses)
            : throw new CommandLineException($"--host {text} makes no sense: write NAME=ADDRESS, such as pico.test=127.0.0.1; commas join several addresses.");
    }

    private static IPAddress ParseSilentHost(string text) => IsAddress(text, out IPAddress? address)
        ? address
        : throw new CommandLineException($"--silent-host {text} makes no sense: give an IPv4 address, such as 127.0.0.9.");

    private static bool IsAddress(string text, [NotNullWhen(true)] out IPAddress? address) =>
        IPAddress.TryParse(text, out address) && address.AddressFamily == AddressFamily.InterNetwork;

    private static IPEndPoint ParseNameServer(string text)
    {
        if (!IPEndPoint.TryParse(text, out IPEndPoint? server) || server.AddressFamily != AddressFamily.InterNetwork)
        {
            throw new CommandLineException($"--dns {text} makes no sense: give an IPv4 address, and a port if it is not {HostWorld.NameServerPort}, such as 127.0.0.1:5353.");
        }

        server.Port = server.Port == 0 ? HostWorld.NameServerPort : server.Port;
        return server;
    }

    private static void LimitNameServers(OptionResult result)
    {
        if (result.Tokens.Count > HostWorld.MaxNameServers)
        {
            result.AddError($"A board knows {HostWorld.MaxNameServers} name servers at most: leave out --dns {result.Tokens[HostWorld.MaxNameServers].Value}.");
        }
    }
}
