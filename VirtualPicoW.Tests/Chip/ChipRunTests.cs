using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading;

namespace VirtualPicoW.Tests;

/// <summary>What happens on the emulated chip is told as on the virtual board.</summary>
public sealed class ChipRunTests : IDisposable
{
    private readonly ChipFolders folders = new();
    private readonly StringWriter output = new();
    private readonly List<string> complaints = [];

    public void Dispose()
    {
        this.folders.Dispose();
        this.output.Dispose();
    }

    [Theory]
    [InlineData("""{"ms":26.4,"source":"GP15","text":"high"}""", "    0.026 GP15   high")]
    [InlineData("""{"ms":1234567.8,"source":"app","text":"wifi: joining \"PicoNet\""}""", " 1234.568 app    wifi: joining \"PicoNet\"")]
    [InlineData("""{"ms":634,"source":"wifi","text":"joined","more":1}""", "    0.634 wifi   joined")]
    [InlineData("""{"ms":8000,"source":"*","text":"end"}""", "    8.000 chip   end")]
    public void An_event_becomes_a_line_of_the_log(string line, string expected) => Assert.Equal(expected, ChipEvents.Parse(line)!.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("Killed")]
    [InlineData("[1]")]
    [InlineData("""{"ms":"soon","source":"app","text":"a"}""")]
    [InlineData("""{"ms":1,"source":"app"}""")]
    [InlineData("""{"ms":1,"source":2,"text":"a"}""")]
    public void Anything_else_is_no_event(string line) => Assert.Null(ChipEvents.Parse(line));

    [Fact]
    public void The_lines_of_a_run_are_printed_in_their_order_and_what_is_no_event_is_a_complaint()
    {
        ProcessStartInfo harness = this.folders.Printing(["""{"ms":29,"source":"GP14","text":"high"}""", "oops", """{"ms":31,"source":"app","text":"hello"}"""]);

        Assert.True(Run(harness));

        Assert.Equal(["    0.029 GP14   high", "    0.031 app    hello"], Lines());
        Assert.Equal(["oops"], this.complaints);
    }

    [Fact]
    public void The_edges_of_pins_can_be_left_out()
    {
        ProcessStartInfo harness = this.folders.Printing(["""{"ms":29,"source":"GP14","text":"high"}""", """{"ms":31,"source":"app","text":"hello"}"""]);

        Assert.True(Run(harness, quietPins: true));

        Assert.Equal(["    0.031 app    hello"], Lines());
    }

    [Fact]
    public void A_harness_that_fails_is_told_with_its_reason()
    {
        ProcessStartInfo harness = this.folders.Printing([], ["nanoCLR.sym has no CLR_Debug::Emit"], code: 1);

        Assert.False(Run(harness));

        Assert.Equal(["nanoCLR.sym has no CLR_Debug::Emit"], this.complaints);
    }

    [Fact]
    public void A_run_that_was_stopped_has_not_failed()
    {
        using CancellationTokenSource stop = new();
        stop.Cancel();

        Assert.True(new ChipRun(this.folders.Printing([], code: 1), this.output, this.complaints.Add, false).Run(stop.Token));
    }

    [Fact]
    public void The_harness_is_told_what_to_run_and_for_how_long()
    {
        ProcessStartInfo start = ChipRun.Start(this.folders.Find(), TimeSpan.FromSeconds(2.5));

        Assert.Equal("node", start.FileName);
        Assert.Equal(
            [this.folders.PathOf("Chip", "run.mjs"), "--firmware", this.folders.Firmware, "--image", this.folders.Image, "--scenario", "watch", "--events", "1", "--seconds", "2.5"],
            start.ArgumentList);
    }

    [Theory]
    [InlineData("--set is for the virtual board", "a.exe", "--chip", "f", "--set", "a=1")]
    [InlineData("--no-dns is for the virtual board", "a.exe", "--chip", "f", "--no-dns")]
    [InlineData("--chip needs a folder", "a.exe", "--chip")]
    [InlineData("--chip needs a folder", "a.exe", "--chip", "")]
    public void Other_options_are_not_for_the_chip(string expected, params string[] arguments) =>
        Assert.Contains(expected, Assert.Throws<CommandLineException>(() => CommandLine.Parse(arguments)).Message);

    [Fact]
    public void A_time_to_run_and_quiet_pins_go_with_the_chip()
    {
        CommandLine line = CommandLine.Parse(["a.exe", "--chip", "f", "--seconds", "2", "--quiet-pins"]);

        Assert.Equal(("f", TimeSpan.FromSeconds(2), true), (line.ChipFolder, line.RunTime, line.QuietPins));
        Assert.Null(CommandLine.Parse(["a.exe"]).ChipFolder);
    }

    private bool Run(ProcessStartInfo harness, bool quietPins = false) =>
        new ChipRun(harness, this.output, line => this.complaints.Add(line), quietPins).Run(CancellationToken.None);

    private string[] Lines() => this.output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
