using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace VirtualPicoW;

/// <summary>The arguments of the program, understood.</summary>
internal sealed class CommandLine
{
    private const int MaxSeconds = 1_000_000;
    private const int MaxSockets = 1_000;

    /// <summary>Told by --help.</summary>
    public const string Help =
        $"""
        Boots firmware that was built for nanoFramework on a virtual Raspberry Pi Pico W.

        usage: VirtualPicoW <firmware.exe> [options]

          --seconds N                      stop after N seconds of board time (decimals allowed)
          --set NAME=VALUE                 change a setting of the firmware; may be repeated
          --press PIN@SECONDS              press a button between a pin and ground, for 0.1 s at that board time, as in
                                           14@1.5; may be repeated
          --access-point SSID:PASSWORD     the access point in reach (default {AccessPoint.DefaultSsid}:{AccessPoint.DefaultPassword});
                                           an empty password makes it an open network; in the SSID, \: is a colon and \\ a backslash
          --no-access-point                no access point in reach
          --dns ADDRESS:PORT               a name server for the board; may be repeated once (default the computer's own; the port may be left out)
          --no-dns                         no name server
          --host NAME=ADDRESSES            a name server that knows this host, and no others than those given so; addresses are joined by commas, and
                                           without any the server keeps silent about the name; may be repeated
          --silent-host ADDRESS            a host that answers nobody, such as 127.0.0.9; may be repeated
          --sockets N                      how many sockets the board has (default 4, as on the Pico W)
          --quiet-pins                     do not print the edges of the pins
          --help                           this text, and the settings of the firmware if one is given

        The board's sockets are real ones on 127.0.0.1. Ctrl-C stops the board.
        Exit codes: 0 the board was stopped or Main returned, 1 Main threw, 2 the command line makes no sense,
        3 this computer cannot run it, or print what it says.
        """;

    private NameServer? _nameServer;

    private CommandLine()
    {
    }

    /// <summary>The firmware to boot.</summary>
    public string? Firmware { get; private set; }

    /// <summary>Whether to explain instead of booting.</summary>
    public bool WantsHelp { get; private set; }

    /// <summary>After what time to stop, if at all.</summary>
    public TimeSpan? RunTime { get; private set; }

    /// <summary>The settings to change, in order.</summary>
    public List<KeyValuePair<string, string>> Settings { get; } = [];

    /// <summary>The buttons to press.</summary>
    public List<ButtonPress> Presses { get; } = [];

    /// <summary>The access point in reach, if any.</summary>
    public AccessPoint? AccessPoint { get; private set; } = new();

    /// <summary>The name servers, if they are not the computer's own.</summary>
    public List<IPEndPoint>? NameServers { get; private set; }

    /// <summary>The hosts that a name server of the board's own knows.</summary>
    public List<(string Name, string[] Addresses)> Hosts { get; } = [];

    /// <summary>The addresses of the hosts that answer nobody.</summary>
    public List<IPAddress> SilentHosts { get; } = [];

    /// <summary>How many sockets the board has.</summary>
    public int SocketLimit { get; private set; } = BoardOptions.SocketsOfPicoW;

    /// <summary>How long it takes to join a network.</summary>
    public TimeSpan JoinTime { get; set; } = BoardOptions.UsualJoinTime;

    /// <summary>Whether to leave out the edges of the pins.</summary>
    public bool QuietPins { get; private set; }

    /// <summary>Understands the arguments.</summary>
    /// <exception cref="CommandLineException">They make no sense.</exception>
    public static CommandLine Parse(string[] arguments)
    {
        var line = new CommandLine();
        for (var index = 0; index < arguments.Length; index++)
        {
            var argument = arguments[index];
            string Value(string kind) => ++index < arguments.Length
                ? arguments[index]
                : throw new CommandLineException($"{argument} needs {kind} after it.");

            switch (argument)
            {
                case "--help":
                    line.WantsHelp = true;
                    break;
                case "--seconds":
                    line.RunTime = ParseSeconds(Value("a number of seconds"));
                    break;
                case "--set":
                    line.Settings.Add(ParseSetting(Value("NAME=VALUE")));
                    break;
                case "--press":
                    line.Presses.Add(ParsePress(Value("PIN@SECONDS")));
                    break;
                case "--access-point":
                    line.AccessPoint = ParseAccessPoint(Value("SSID:PASSWORD"));
                    break;
                case "--no-access-point":
                    line.AccessPoint = null;
                    break;
                case "--dns":
                    line.AddNameServer(Value("ADDRESS:PORT"));
                    break;
                case "--no-dns":
                    line.NameServers = [];
                    break;
                case "--host":
                    line.Hosts.Add(ParseHost(Value("NAME=ADDRESSES")));
                    break;
                case "--silent-host":
                    line.SilentHosts.Add(ParseSilentHost(Value("an IPv4 address")));
                    break;
                case "--sockets":
                    line.SocketLimit = ParseSockets(Value("a number of sockets"));
                    break;
                case "--quiet-pins":
                    line.QuietPins = true;
                    break;
                case var option when option.StartsWith('-'):
                    throw new CommandLineException($"There is no option {option}: --help lists those there are.");
                default:
                    line.TakeFirmware(argument);
                    break;
            }
        }

        if (line.Hosts.Count > 0 && line.NameServers != null)
        {
            throw new CommandLineException("--host brings a name server of its own: leave out --dns and --no-dns.");
        }

        return line.Firmware != null || line.WantsHelp
            ? line
            : throw new CommandLineException("Which firmware? usage: VirtualPicoW <firmware.exe> [options], --help tells more.");
    }

    /// <summary>The board that the arguments describe.</summary>
    public BoardOptions Options(TextWriter? output) => new()
    {
        World = World(),
        AccessPoint = AccessPoint,
        SocketLimit = SocketLimit,
        QuietPins = QuietPins,
        JoinTime = JoinTime,
        Output = output,
    };

    private World World()
    {
        World world = Hosts.Count > 0 ? new HostWorld((_nameServer ??= new NameServer([.. Hosts])).EndPoint)
            : NameServers is { } servers ? new HostWorld(servers)
            : new HostWorld();
        return SilentHosts.Count > 0 ? new WorldWithSilentHosts(world, SilentHosts) : world;
    }

    private static TimeSpan ParseSeconds(string text) => TryParseSeconds(text, out var time)
        ? time
        : throw new CommandLineException($"--seconds {text} makes no sense: give a number above 0 and up to {MaxSeconds}, such as 2.5.");

    private static bool TryParseSeconds(string text, out TimeSpan time)
    {
        var isNumber = double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds);
        var makesSense = isNumber && seconds is > 0 and <= MaxSeconds;
        time = makesSense ? TimeSpan.FromSeconds(seconds) : default;
        return makesSense;
    }

    private static ButtonPress ParsePress(string text)
    {
        var parts = text.Split('@');
        return parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var pin)
            && TryParseSeconds(parts[1], out var time)
            ? new ButtonPress(pin, time)
            : throw new CommandLineException($"--press {text} makes no sense: write PIN@SECONDS, such as 14@1.5 for GP14.");
    }

    private static int ParseSockets(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var sockets) && sockets is > 0 and <= MaxSockets
            ? sockets
            : throw new CommandLineException($"--sockets {text} makes no sense: give a whole number from 1 to {MaxSockets}.");

    private static KeyValuePair<string, string> ParseSetting(string text)
    {
        var equals = text.IndexOf('=');
        return equals > 0
            ? new(text[..equals], text[(equals + 1)..])
            : throw new CommandLineException($"--set {text} makes no sense: write NAME=VALUE.");
    }

    private static AccessPoint ParseAccessPoint(string text)
    {
        // The first colon ends the name, so that a password may contain others; a name with a colon has a backslash before it.
        var ssid = new StringBuilder();
        var index = 0;
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

    private static IPAddress ParseSilentHost(string text) => IsAddress(text, out var address)
        ? address
        : throw new CommandLineException($"--silent-host {text} makes no sense: give an IPv4 address, such as 127.0.0.9.");

    private static bool IsAddress(string text, [NotNullWhen(true)] out IPAddress? address) =>
        IPAddress.TryParse(text, out address) && address.AddressFamily == AddressFamily.InterNetwork;

    private void AddNameServer(string text)
    {
        if (!IPEndPoint.TryParse(text, out var server) || server.AddressFamily != AddressFamily.InterNetwork)
        {
            throw new CommandLineException($"--dns {text} makes no sense: give an IPv4 address, and a port if it is not {HostWorld.NameServerPort}, such as 127.0.0.1:5353.");
        }

        server.Port = server.Port == 0 ? HostWorld.NameServerPort : server.Port;
        NameServers ??= [];
        NameServers.Add(server);
        if (NameServers.Count > HostWorld.MaxNameServers)
        {
            throw new CommandLineException($"A board knows {HostWorld.MaxNameServers} name servers at most: leave out --dns {text}.");
        }
    }

    private void TakeFirmware(string path)
    {
        if (Firmware != null)
        {
            throw new CommandLineException($"A board takes one firmware, not two: {Firmware} and {path}.");
        }

        Firmware = path.Length > 0
            ? path
            : throw new CommandLineException("The name of the firmware is empty: give the path of an .exe that was built for nanoFramework.");
    }
}
