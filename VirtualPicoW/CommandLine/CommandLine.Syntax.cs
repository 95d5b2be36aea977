using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Net;
using System.Text;

namespace VirtualPicoW;

/// <content>The options there are, and what --help says of them.</content>
internal sealed partial record CommandLine
{
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

    private static Option<bool> Flag(string name, string description) => new(name) { Arity = ArgumentArity.Zero, Description = description };
}
