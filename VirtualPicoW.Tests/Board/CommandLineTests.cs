using System;
using System.Collections.Generic;
using System.Linq;

namespace VirtualPicoW.Tests;

public class CommandLineTests
{
    [Fact]
    public void The_firmware_alone_is_enough()
    {
        CommandLine line = CommandLine.Parse(["blink.exe"]);

        Assert.Equal("blink.exe", line.Firmware);
        Assert.Null(line.RunTime);
        Assert.Equal("PicoNet", Assert.Single(line.AccessPoints).Ssid);
        Assert.Equal(4, line.SocketLimit);
        Assert.Equal(153088, line.Options(null).MemoryBytes);
    }

    [Fact]
    public void Options_may_come_before_and_after()
    {
        CommandLine line = CommandLine.Parse(["--seconds", "2.5", "blink.exe", "--sockets", "16", "--memory", "65536", "--quiet-pins", "--set", "a=1", "--set", "b=c=d"]);

        Assert.Equal(TimeSpan.FromSeconds(2.5), line.RunTime);
        Assert.Equal(16, line.SocketLimit);
        Assert.Equal(65536, line.Options(null).MemoryBytes);
        Assert.True(line.QuietPins);
        Assert.Equal([new KeyValuePair<string, string>("a", "1"), new("b", "c=d")], line.Settings);
    }

    [Fact]
    public void A_value_may_follow_an_equals_sign_and_the_last_one_counts()
    {
        CommandLine line = CommandLine.Parse(["--seconds=2", "--seconds=3.5", "blink.exe", "--set=a=b:c"]);

        Assert.Equal(TimeSpan.FromSeconds(3.5), line.RunTime);
        Assert.Equal([new KeyValuePair<string, string>("a", "b:c")], line.Settings);
    }

    [Fact]
    public void A_firmware_may_have_a_name_that_means_something_to_other_programs() => Assert.Equal("@blink.exe", CommandLine.Parse(["@blink.exe"]).Firmware);

    [Fact]
    public void Buttons_can_be_pressed()
    {
        CommandLine line = CommandLine.Parse(["blink.exe", "--press", "14@1.5", "--press", "2@3"]);

        Assert.Equal([new ButtonPress(14, TimeSpan.FromSeconds(1.5)), new(2, TimeSpan.FromSeconds(3))], line.Presses);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 0, "--no-page")]
    [InlineData(true, 1, "--world", "simulated")]
    [InlineData(false, 1, "--world", "simulated", "--no-page")]
    [InlineData(false, 0, "--world", "simulated", "--seconds", "60")]
    [InlineData(true, 5, "--world", "simulated", "--seconds", "60", "--pace", "5")]
    [InlineData(true, 1, "--world", "simulated", "--seconds", "60", "--open")]
    public void A_run_has_a_page_unless_it_is_over_before_anybody_looks(bool hasPage, double simulatedPace, params string[] options)
    {
        CommandLine line = CommandLine.Parse(["blink.exe", .. options]);

        Assert.Equal(hasPage, line.WantsPage);
        if (line.IsSimulated)
        {
            Assert.Equal(simulatedPace, line.Pace);
        }
    }

    [Fact]
    public void A_password_may_contain_colons()
    {
        CommandLine line = CommandLine.Parse(["blink.exe", "--access-point", "Home:pass:word:8"]);

        Assert.Equal(("Home", "pass:word:8"), (line.AccessPoints[0].Ssid, line.AccessPoints[0].Password));
    }

    [Theory]
    [InlineData(@"Cafe\:bar:12345678", "Cafe:bar", "12345678")]
    [InlineData(@"\::", ":", "")]
    [InlineData(@"a\\:pass\:word", @"a\", @"pass\:word")]
    [InlineData(@"a\b:", @"a\b", "")]
    public void A_name_may_contain_colons_with_a_backslash_before_each(string text, string ssid, string password)
    {
        CommandLine line = CommandLine.Parse(["blink.exe", "--access-point", text]);

        Assert.Equal((ssid, password), (line.AccessPoints[0].Ssid, line.AccessPoints[0].Password));
    }

    [Fact]
    public void There_may_be_no_access_point() => Assert.Empty(CommandLine.Parse(["blink.exe", "--no-access-point"]).AccessPoints);

    [Fact]
    public void Name_servers_are_the_computers_own_unless_given()
    {
        Assert.Null(CommandLine.Parse(["a.exe"]).NameServers);
        Assert.Empty(CommandLine.Parse(["a.exe", "--no-dns"]).NameServers!);
        Assert.Equal(
            ["127.0.0.1:5353", "9.9.9.9:53"],
            CommandLine.Parse(["a.exe", "--dns", "127.0.0.1:5353", "--dns", "9.9.9.9"]).NameServers!.Select(server => server.ToString()));
    }

    [Fact]
    public void There_may_be_several_access_points_each_with_its_signal()
    {
        CommandLine line = CommandLine.Parse(["a.exe", "--access-point", "Home:12345678", "--signal", "-80", "--access-point", "Home:12345678", "--signal=-50", "--access-point", "Cafe:"]);
        using VirtualBoard board = new(line.Options(null));

        Assert.Equal([("Home", -80), ("Home", -50), ("Cafe", AccessPoint.UsualDbm)], board.Radio.AccessPoints.Select(accessPoint => (accessPoint.Ssid, accessPoint.Rssi)));
        Assert.Equal(3, board.Radio.AccessPoints.Select(accessPoint => accessPoint.HardwareAddress).Distinct().Count());
    }

    [Fact]
    public void Hosts_are_given_by_name_and_by_silence()
    {
        CommandLine line = CommandLine.Parse(["a.exe", "--host", "two.test=127.0.0.2,127.0.0.1", "--host", "silent.test=", "--silent-host", "127.0.0.9"]);

        Assert.Equal(["two.test", "silent.test"], line.Hosts.Select(host => host.Name));
        Assert.Equal(["127.0.0.2", "127.0.0.1"], line.Hosts[0].Addresses);
        Assert.Empty(line.Hosts[1].Addresses);
        Assert.Equal("127.0.0.9", Assert.Single(line.SilentHosts).ToString());
    }

    [Fact]
    public void Help_needs_no_firmware() => Assert.True(CommandLine.Parse(["--help"]).WantsHelp);

    [Theory]
    [InlineData("Which firmware?")]
    [InlineData("is empty", "")]
    [InlineData("SSID:PASSWORD", "a.exe", "--access-point", @"Home\:12345678")]
    [InlineData("no option --bogus", "a.exe", "--bogus")]
    [InlineData("not two", "a.exe", "b.exe")]
    [InlineData("--seconds needs", "a.exe", "--seconds")]
    [InlineData("--seconds soon", "a.exe", "--seconds", "soon")]
    [InlineData("--seconds 0", "a.exe", "--seconds", "0")]
    [InlineData("--seconds -1", "a.exe", "--seconds", "-1")]
    [InlineData("--seconds 1,5", "a.exe", "--seconds", "1,5")]
    [InlineData("--sockets 0", "a.exe", "--sockets", "0")]
    [InlineData("--memory 64K", "a.exe", "--memory", "64K")]
    [InlineData("--memory 1000", "a.exe", "--memory", "1000")]
    [InlineData("--sockets many", "a.exe", "--sockets", "many")]
    [InlineData("--dns home", "a.exe", "--dns", "home")]
    [InlineData("--dns ::1", "a.exe", "--dns", "::1")]
    [InlineData("--dns 3.3.3.3", "a.exe", "--dns", "1.1.1.1", "--dns", "2.2.2.2", "--dns", "3.3.3.3")]
    [InlineData("NAME=ADDRESS", "a.exe", "--host", "pico.test")]
    [InlineData("NAME=ADDRESS", "a.exe", "--host", "pico.test=home")]
    [InlineData("--silent-host home", "a.exe", "--silent-host", "home")]
    [InlineData("leave out --dns", "a.exe", "--host", "pico.test=127.0.0.1", "--no-dns")]
    [InlineData("leave out one", "a.exe", "--no-dns", "--dns", "1.1.1.1")]
    [InlineData("leave out one", "a.exe", "--access-point", "Home:", "--no-access-point")]
    [InlineData("there are fifo, shuffled and adversarial", "a.exe", "--world", "simulated", "--order", "random")]
    [InlineData("--order is for the simulated world", "a.exe", "--order", "shuffled")]
    [InlineData("--seeds needs an end", "a.exe", "--world", "simulated", "--seeds", "3")]
    [InlineData("--seeds writes no traces", "a.exe", "--world", "simulated", "--seconds", "1", "--seeds", "3", "--trace", "a.vcd")]
    [InlineData("--crash-every needs an end", "a.exe", "--world", "simulated", "--crash-every", "3")]
    [InlineData("--crash-every writes no traces", "a.exe", "--world", "simulated", "--seconds", "1", "--crash-every", "3", "--trace", "a.vcd")]
    [InlineData("--crash-every shows no page", "a.exe", "--world", "simulated", "--seconds", "1", "--crash-every", "3", "--open")]
    [InlineData("--crash-every 0", "a.exe", "--world", "simulated", "--seconds", "1", "--crash-every", "0")]
    [InlineData("--crash-at now", "a.exe", "--world", "simulated", "--crash-at", "now")]
    [InlineData("--crash-at is for the simulated world", "a.exe", "--crash-at", "5")]
    [InlineData("leave out one", "a.exe", "--world", "simulated", "--seconds", "1", "--crash-every", "3", "--crash-at", "5")]
    [InlineData("--check needs an end", "a.exe", "--world", "simulated", "--check")]
    [InlineData("--check is for the simulated world", "a.exe", "--seconds", "1", "--check")]
    [InlineData("--quiet-pins takes no value", "--quiet-pins=yes")]
    [InlineData("--set needs", "a.exe", "--set", "a=1", "--set")]
    [InlineData("no option -x", "-x", "a.exe")]
    [InlineData("NAME=VALUE", "a.exe", "--set", "port")]
    [InlineData("NAME=VALUE", "a.exe", "--set", "=80")]
    [InlineData("--press needs", "a.exe", "--press")]
    [InlineData("--script needs", "a.exe", "--script")]
    [InlineData("--script /nowhere/demo.txt cannot be read", "a.exe", "--script", "/nowhere/demo.txt")]
    [InlineData("PIN@SECONDS", "a.exe", "--press", "14")]
    [InlineData("PIN@SECONDS", "a.exe", "--press", "GP14@1")]
    [InlineData("PIN@SECONDS", "a.exe", "--press", "14@soon")]
    [InlineData("PIN@SECONDS", "a.exe", "--press", "14@1@2")]
    [InlineData("SSID:PASSWORD", "a.exe", "--access-point", "Home")]
    [InlineData("SSID:PASSWORD", "a.exe", "--access-point", "Home:12345678", "--access-point", "Cafe")]
    [InlineData("--signal -50 has no access point", "a.exe", "--access-point", "Home:12345678", "--signal", "-80", "--signal", "-50")]
    [InlineData("--signal 5 makes no sense", "a.exe", "--signal", "5")]
    [InlineData("--signal strong makes no sense", "a.exe", "--signal", "strong")]
    [InlineData("leave out one", "a.exe", "--signal", "-80", "--no-access-point")]
    [InlineData("8 to 63", "a.exe", "--access-point", "Home:short")]
    public void A_command_line_that_makes_no_sense_is_explained(string part, params string[] arguments)
    {
        string complaint = Assert.Throws<CommandLineException>(() => CommandLine.Parse(arguments)).Message;

        Assert.Contains(part, complaint);
        Assert.DoesNotContain('\n', complaint);
    }
}
