using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.IO;
using System.Linq;
using System.Net;

namespace VirtualPicoW;

/// <summary>The arguments of the program, understood.</summary>
internal sealed partial record CommandLine
{
    private NameServer? nameServer;

    private CommandLine()
    {
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
}
