using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace VirtualPicoW;

/// <summary>The arguments of the program, understood.</summary>
internal sealed record CommandLine
{
    private const int MaxSeconds = 1_000_000;
    private const int MaxSeeds = 1_000_000;
    private const long MaxEvents = 1_000_000_000_000;
    private const int MaxPace = 1_000_000;
    private const int MaxSockets = 1_000;
    private const int MinMemory = 16_384;

    /// <summary>Where the help says what an option does.</summary>
    private const int HelpIndent = 35;

    private static readonly Argument<string[]> FirmwareArgument = new("firmware.exe") { Arity = ArgumentArity.ZeroOrMore };

    private static readonly ValueOption<TimeSpan> SecondsOption = new("--seconds", "N", "a number of seconds", ParseSeconds,
        "stop after N seconds of board time (decimals allowed)");

    private static readonly ValueOption<KeyValuePair<string, string>> SetOption = new("--set", "NAME=VALUE", "NAME=VALUE", ParseSetting,
        "change a setting of the firmware; may be repeated");

    private static readonly ValueOption<ButtonPress> PressOption = new("--press", "PIN@SECONDS", "PIN@SECONDS", ParsePress,
        """
        press a button between a pin and ground, for 0.1 s at that board time, as in
        14@1.5; may be repeated
        """);

    private static readonly ValueOption<Script> ScriptOption = new("--script", "FILE", "a file", Script.Read,
        "let things happen at their time, one event a line: seconds of board time, and a command as it can be typed");

    private static readonly ValueOption<AccessPoint> AccessPointOption = new("--access-point", "SSID:PASSWORD", "SSID:PASSWORD", ParseAccessPoint,
        $"""
        the access point in reach (default {AccessPoint.DefaultSsid}:{AccessPoint.DefaultPassword}); may be repeated;
        an empty password makes it an open network; in the SSID, \: is a colon and \\ a backslash
        """);

    private static readonly ValueOption<int> SignalOption = new("--signal", "DBM", "a signal in dBm", ParseSignal,
        $"""
        how strong the access point is at the board, such as -78 (default {AccessPoint.UsualDbm}); may be repeated, in the order of
        the access points; of those with one name the board joins the strongest
        """);

    private static readonly Option<bool> NoAccessPointOption = Flag("--no-access-point", "no access point in reach");

    private static readonly ValueOption<IPEndPoint> NameServerOption = new("--dns", "ADDRESS:PORT", "ADDRESS:PORT", ParseNameServer,
        "a name server for the board; may be repeated once (default the computer's own; the port may be left out)")
    {
        Validators = { LimitNameServers },
    };

    private static readonly Option<bool> NoNameServerOption = Flag("--no-dns", "no name server");

    private static readonly ValueOption<(string Name, string[] Addresses)> HostOption = new("--host", "NAME=ADDRESSES", "NAME=ADDRESSES", ParseHost,
        """
        a name server that knows this host, and no others than those given so; addresses are joined by commas, and
        without any the server keeps silent about the name; may be repeated
        """);

    private static readonly ValueOption<IPAddress> SilentHostOption = new("--silent-host", "ADDRESS", "an IPv4 address", ParseSilentHost,
        "a host that answers nobody, such as 127.0.0.9; may be repeated");

    private static readonly ValueOption<int> SocketsOption = new("--sockets", "N", "a number of sockets", ParseSockets,
        "how many sockets the board has (default 4, as on the Pico W)");

    private static readonly ValueOption<int> MemoryOption = new("--memory", "BYTES", "a number of bytes", ParseMemory,
        "how large the managed heap is (default 153088, as on the Pico W)");

    private static readonly ValueOption<bool> WorldOption = new("--world", "host|simulated", "host or simulated", ParseWorld,
        "real time and real sockets on 127.0.0.1 (host, the default), or time, network and radio simulated, which takes seconds for an hour");

    private static readonly ValueOption<ulong> SeedOption = new("--seed", "N", "a whole number", ParseSeed,
        "simulated: decides all that is left to chance (default 1); the same seed gives the same run");

    private static readonly ValueOption<int> SeedsOption = new("--seeds", "N", "a whole number", ParseSeedCount,
        "simulated: run with so many seeds, from --seed on, and tell which fail and how to replay them; needs --seconds");

    private static readonly ValueOption<long> CrashEveryOption = new("--crash-every", "K", "a number of events", text => ParseEvents("--crash-every", text),
        """
        simulated: run again and again, each time with a power cut and a reset at another event, the Kth, the 2Kth and so
        on, and tell which runs fail and how to replay them; for each seed with --seeds; needs --seconds
        """);

    private static readonly ValueOption<long> CrashAtOption = new("--crash-at", "EVENT", "the number of an event", text => ParseEvents("--crash-at", text),
        "simulated: cut the power right after that event, and let the board boot again");

    private static readonly Option<bool> CheckOption = Flag("--check", "simulated: at the end, look whether the firmware has come through unharmed, as --seeds does; needs --seconds");

    private static readonly ValueOption<string> TraceOption = new("--trace", "FILE", "a file", ParseTrace,
        $"simulated: write down what happens, as the ending says: {Trace.Endings}; may be repeated");

    private static readonly ValueOption<LinkProfile> LinkOption = new("--link", "NAME", "the name of a link", ParseLink,
        $"simulated: what the radio link does to packets: {string.Join(", ", LinkProfile.Presets.Keys)} (default home-wifi)");

    private static readonly ValueOption<TaskOrder> OrderOption = new("--order", "fifo|shuffled|adversarial", "fifo, shuffled or adversarial", ParseOrder,
        "simulated: in which order tasks go on that are woken at the same moment: as on a board (the default), as the seed decides, or the last first");

    private static readonly ValueOption<double> PaceOption = new("--pace", "X", "a number", ParsePace,
        """
        simulated: X seconds in one of the computer's (default: as fast as it can with --seconds, and without a page;
        1 without, or with --open)
        """);

    private static readonly Option<bool> QuietPinsOption = Flag("--quiet-pins", "do not print the edges of the pins");

    private static readonly Option<bool> NoPageOption = Flag("--no-page", "show no page in the browser; simulated: there is none if it runs as fast as it can");

    private static readonly Option<bool> OpenOption = Flag("--open", "open the page in the browser");

    private static readonly ValueOption<string> ChipOption = new("--chip", "FOLDER", "a folder", ParseChip,
        """
        run the program's image on an emulated chip instead, with the firmware of nanoFramework in
        FOLDER: docs/chip.md; goes with --seconds and --quiet-pins
        """);

    private static readonly Option<bool> HelpOption = Flag("--help", "this text, and the settings of the firmware if one is given");

    private static readonly Command Syntax = new("VirtualPicoW", "Boots firmware that was built for nanoFramework on a virtual Raspberry Pi Pico W.")
    {
        FirmwareArgument,
        SecondsOption,
        SetOption,
        PressOption,
        ScriptOption,
        AccessPointOption,
        SignalOption,
        NoAccessPointOption,
        NameServerOption,
        NoNameServerOption,
        HostOption,
        SilentHostOption,
        SocketsOption,
        MemoryOption,
        WorldOption,
        SeedOption,
        SeedsOption,
        CrashEveryOption,
        CrashAtOption,
        CheckOption,
        LinkOption,
        OrderOption,
        PaceOption,
        TraceOption,
        QuietPinsOption,
        NoPageOption,
        OpenOption,
        ChipOption,
        HelpOption,
    };

    private NameServer? nameServer;

    private CommandLine()
    {
    }

    /// <summary>Told by --help.</summary>
    public static string Help
    {
        get
        {
            StringBuilder text = new();
            text.Append($"{Syntax.Description}\n\nusage: {Syntax.Name} <{FirmwareArgument.Name}> [options]\n\n");
            foreach (Option option in Syntax.Options)
            {
                text.Append($"  {option.Name} {option.HelpName}".PadRight(HelpIndent));
                text.Append(option.Description!.Replace("\n", "\n".PadRight(HelpIndent + 1))).Append('\n');
            }

            return text.Append(
                """

                The board's sockets are real ones on 127.0.0.1. Ctrl-C stops the board. While it runs it takes commands that are typed; help lists them.
                Exit codes: 0 the board was stopped or Main returned, 1 Main threw, 2 the command line makes no sense,
                3 this computer cannot run it, or print what it says.
                """).ToString();
        }
    }

    /// <summary>The firmware to boot.</summary>
    public string? Firmware { get; private init; }

    /// <summary>Whether to explain instead of booting.</summary>
    public bool WantsHelp { get; private init; }

    /// <summary>After what time to stop, if at all.</summary>
    public TimeSpan? RunTime { get; private init; }

    /// <summary>The settings to change, in order.</summary>
    public required List<KeyValuePair<string, string>> Settings { get; init; }

    /// <summary>The buttons to press.</summary>
    public required List<ButtonPress> Presses { get; init; }

    /// <summary>What is to happen besides.</summary>
    public required List<Script> Scripts { get; init; }

    /// <summary>The access points in reach, as they are at the beginning.</summary>
    public required IReadOnlyList<AccessPoint> AccessPoints { get; init; }

    /// <summary>The name servers, if they are not the computer's own.</summary>
    public List<IPEndPoint>? NameServers { get; private init; }

    /// <summary>The hosts that a name server of the board's own knows.</summary>
    public required List<(string Name, string[] Addresses)> Hosts { get; init; }

    /// <summary>The addresses of the hosts that answer nobody.</summary>
    public required List<IPAddress> SilentHosts { get; init; }

    /// <summary>How many sockets the board has.</summary>
    public int SocketLimit { get; private init; }

    /// <summary>How large the managed heap is.</summary>
    public int MemoryBytes { get; private init; }

    /// <summary>How long it takes to join a network.</summary>
    public TimeSpan JoinTime { get; set; } = BoardOptions.UsualJoinTime;

    /// <summary>Whether time, network and radio are simulated.</summary>
    public bool IsSimulated { get; private init; }

    /// <summary>What decides all that is left to chance.</summary>
    public ulong Seed { get; private init; }

    /// <summary>How many seeds to run with; 0 is one run that is told.</summary>
    public int SeedCount { get; private init; }

    /// <summary>At every so-manieth event a crash in a run of its own; 0 is none.</summary>
    public long CrashEvery { get; private init; }

    /// <summary>The number of the event after which the board crashes; 0 is none.</summary>
    public long CrashAt { get; init; }

    /// <summary>Whether it is more than one run, of which only those that fail are told.</summary>
    public bool IsSweep => SeedCount > 0 || CrashEvery > 0;

    /// <summary>Whether to look at the end if all is well.</summary>
    public bool WantsCheck { get; private init; }

    /// <summary>The files to write traces to.</summary>
    public List<string> Traces { get; private init; } = [];

    /// <summary>What the radio link does to packets.</summary>
    public LinkProfile Link { get; private init; } = LinkProfile.HomeWifi;

    /// <summary>In which order tasks go on that are woken at the same moment.</summary>
    public TaskOrder Order { get; private init; }

    /// <summary>How many simulated seconds pass in one of the computer's; 0 is as many as can.</summary>
    public double Pace { get; private init; }

    /// <summary>Whether to leave out the edges of the pins.</summary>
    public bool QuietPins { get; private init; }

    /// <summary>Whether to show a page in the browser. A run that is as fast as it can is over before anybody looks.</summary>
    public bool WantsPage => !RefusesPage && (!IsSimulated || Pace > 0);

    /// <summary>Whether to open it there.</summary>
    public bool OpensPage { get; private init; }

    /// <summary>The folder with the firmware for the emulated chip, if the program is to run there.</summary>
    public string? ChipFolder { get; private init; }

    private bool RefusesPage { get; init; }

    /// <summary>Understands the arguments.</summary>
    /// <exception cref="CommandLineException">They make no sense.</exception>
    public static CommandLine Parse(string[] arguments)
    {
        // A file may be called @blink.exe, and -sq is no two options.
        ParseResult result = Syntax.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false });
        RefuseValuesOfFlags(arguments);
        string? firmware = FirmwareIn(result);
        if (result.Errors is [ParseError error, ..])
        {
            throw new CommandLineException(error.Message);
        }

        RequireOneOf(result, AccessPointOption, NoAccessPointOption);
        RequireOneOf(result, SignalOption, NoAccessPointOption);
        RequireOneOf(result, NameServerOption, NoNameServerOption);
        RequireOneOf(result, OpenOption, NoPageOption);
        List<IPEndPoint> nameServers = result.GetValue(NameServerOption)!;
        CommandLine line = new()
        {
            Firmware = firmware,
            WantsHelp = result.GetValue(HelpOption),
            RunTime = result.GetValue(SecondsOption) is [.., TimeSpan time] ? time : null,
            Settings = result.GetValue(SetOption)!,
            Presses = result.GetValue(PressOption)!,
            Scripts = result.GetValue(ScriptOption)!,
            AccessPoints = result.GetValue(NoAccessPointOption) ? [] : WithSignals(result.GetValue(AccessPointOption)!, result.GetValue(SignalOption)!),
            NameServers = result.GetValue(NoNameServerOption) || nameServers.Count > 0 ? nameServers : null,
            Hosts = result.GetValue(HostOption)!,
            SilentHosts = result.GetValue(SilentHostOption)!,
            SocketLimit = result.GetValue(SocketsOption) is [.., int sockets] ? sockets : BoardOptions.SocketsOfPicoW,
            MemoryBytes = result.GetValue(MemoryOption) is [.., int bytes] ? bytes : BoardOptions.MemoryOfPicoW,
            IsSimulated = result.GetValue(WorldOption) is [.., true],
            Seed = result.GetValue(SeedOption) is [.., ulong seed] ? seed : 1,
            SeedCount = result.GetValue(SeedsOption) is [.., int seeds] ? seeds : 0,
            CrashEvery = result.GetValue(CrashEveryOption)!.LastOrDefault(),
            CrashAt = result.GetValue(CrashAtOption)!.LastOrDefault(),
            WantsCheck = result.GetValue(CheckOption),
            Traces = result.GetValue(TraceOption)!,
            Link = result.GetValue(LinkOption) is [.., LinkProfile link] ? link : LinkProfile.HomeWifi,
            Order = result.GetValue(OrderOption) is [.., TaskOrder order] ? order : TaskOrder.Fifo,
            Pace = result.GetValue(PaceOption) is [.., double pace] ? pace : result.GetValue(SecondsOption) is { Count: > 0 } && !result.GetValue(OpenOption) ? 0 : 1,
            QuietPins = result.GetValue(QuietPinsOption),
            RefusesPage = result.GetValue(NoPageOption),
            OpensPage = result.GetValue(OpenOption),
            ChipFolder = result.GetValue(ChipOption)!.LastOrDefault(),
        };

        if (line.ChipFolder != null && Syntax.Options.Except([ChipOption, SecondsOption, QuietPinsOption, HelpOption]).FirstOrDefault(other => result.GetResult(other) is { Implicit: false }) is { } useless)
        {
            throw new CommandLineException($"{useless.Name} is for the virtual board: leave it out with --chip.");
        }

        RequireOneOf(result, CrashEveryOption, CrashAtOption);
        string sweep = line.SeedCount > 0 ? "--seeds" : "--crash-every";
        if (line is { IsSweep: true, OpensPage: true })
        {
            throw new CommandLineException($"{sweep} shows no page: replay a seed with --seed and --open.");
        }

        if (line.IsSweep && (line.RunTime == null || line.Traces.Count > 0))
        {
            throw new CommandLineException(line.RunTime == null ? $"{sweep} needs an end: add --seconds N." : $"{sweep} writes no traces: replay a seed with --seed and --trace.");
        }

        if (line is { WantsCheck: true, RunTime: null })
        {
            throw new CommandLineException("--check needs an end: add --seconds N.");
        }

        if (!line.IsSimulated && new Option[] { SeedOption, SeedsOption, CrashEveryOption, CrashAtOption, CheckOption, LinkOption, OrderOption, PaceOption, TraceOption }.FirstOrDefault(option => result.GetResult(option) is { Implicit: false }) is { } option)
        {
            throw new CommandLineException($"{option.Name} is for the simulated world: add --world simulated.");
        }

        if (line.Hosts.Count > 0 && line.NameServers != null)
        {
            throw new CommandLineException("--host brings a name server of its own: leave out --dns and --no-dns.");
        }

        return line.Firmware != null || line.WantsHelp
            ? line
            : throw new CommandLineException("Which firmware? usage: VirtualPicoW <firmware.exe> [options], --help tells more.");
    }

    /// <summary>The same run, in which nothing is planned that disturbs the firmware, and nothing is written down.</summary>
    public CommandLine Undisturbed() => this with { Presses = [], Scripts = [], Traces = [], Pace = 0, CrashAt = 0 };

    /// <summary>The board that the arguments describe.</summary>
    public BoardOptions Options(TextWriter? output) => new()
    {
        World = IsSimulated ? new HostWorld() : World(),
        AccessPoint = AccessPoints is [AccessPoint first, ..] ? first.Copy() : null,
        OtherAccessPoints = [.. AccessPoints.Skip(1).Select(other => other.Copy())],
        SocketLimit = SocketLimit,
        MemoryBytes = MemoryBytes,
        QuietPins = QuietPins,
        JoinTime = JoinTime,
        Output = output,
    };

    private World World()
    {
        World world = Hosts.Count > 0 ? new HostWorld((nameServer ??= new NameServer([.. Hosts])).EndPoint)
            : NameServers is { } servers ? new HostWorld(servers)
            : new HostWorld();
        return SilentHosts.Count > 0 ? new WorldWithSilentHosts(world, SilentHosts) : world;
    }

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

    /// <summary>Such as --quiet-pins=yes, whose "yes" would be taken for the firmware.</summary>
    private static void RefuseValuesOfFlags(string[] arguments)
    {
        foreach (string argument in arguments)
        {
            string name = argument.Split('=', ':')[0];
            if (name != argument && Syntax.Options.Any(option => option.Name == name && option.Arity.MaximumNumberOfValues == 0))
            {
                throw new CommandLineException($"{name} takes no value: leave out {argument[name.Length..]}.");
            }
        }
    }

    private static void RequireOneOf(ParseResult result, Option option, Option opposite)
    {
        if (result.GetResult(option) is { Implicit: false } && result.GetResult(opposite) is { Implicit: false })
        {
            throw new CommandLineException($"{option.Name} and {opposite.Name} contradict each other: leave out one of them.");
        }
    }

    /// <summary>What is no option and no option's value.</summary>
    private static string? FirmwareIn(ParseResult result)
    {
        string? firmware = null;
        foreach (Token token in result.GetResult(FirmwareArgument)?.Tokens ?? [])
        {
            if (token.Value.StartsWith('-'))
            {
                throw new CommandLineException($"There is no option {token.Value}: --help lists those there are.");
            }

            if (firmware != null)
            {
                throw new CommandLineException($"A board takes one firmware, not two: {firmware} and {token.Value}.");
            }

            firmware = token.Value.Length > 0
                ? token.Value
                : throw new CommandLineException("The name of the firmware is empty: give the path of an .exe that was built for nanoFramework.");
        }

        return firmware;
    }

    private static Option<bool> Flag(string name, string description) => new(name) { Arity = ArgumentArity.Zero, Description = description };
}
