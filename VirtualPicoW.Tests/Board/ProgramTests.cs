using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading.Tasks;

namespace VirtualPicoW.Tests;

/// <summary>The program itself, as a process.</summary>
public class ProgramTests
{
    [Fact]
    public async Task It_stops_by_itself_after_the_given_time()
    {
        var run = await Run(BuildOutput.Firmware("Blinker"), "--seconds", "0.5");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("GP15   high", run.Output);
        Assert.Contains("app    blinking", run.Output);
    }

    [Theory]
    [InlineData(Interrupt)]
    [InlineData(Terminate)]
    public async Task It_stops_at_Ctrl_C_and_when_it_is_told_to(int signal)
    {
        if (OperatingSystem.IsWindows() || IsIgnored(signal))
        {
            // Nothing on Windows can press Ctrl-C for one process only; and a shell's background jobs, and all they start, do not hear it.
            return;
        }

        using var process = Start(BuildOutput.Firmware("Blinker"));
        while (await process.StandardOutput.ReadLineAsync() is { } line && !line.EndsWith("blinking", StringComparison.Ordinal))
        {
        }

        Assert.Equal(0, Kill(process.Id, signal));

        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public async Task It_prints_what_Main_throws()
    {
        var run = await Run(BuildOutput.Firmware("Thrower"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("System.InvalidOperationException: from Main", run.Error);
        Assert.Contains("Program.cs", run.Error);
    }

    [Fact]
    public async Task It_says_that_Main_returned()
    {
        var run = await Run(BuildOutput.Firmware("Adjustable"), "--seconds", "60");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Main returned", run.Output);
    }

    [Fact]
    public async Task It_presses_buttons()
    {
        var run = await Run(BuildOutput.Firmware("Blinker"), "--press", "2@1.5", "--seconds", "2", "--quiet-pins");

        Assert.Contains("app    pressed", run.Output);
        Assert.Contains("app    released", run.Output);
    }

    [Fact]
    public async Task It_changes_settings()
    {
        var run = await Run(BuildOutput.Firmware("Adjustable"), "--set", "port=8080");

        Assert.Contains("app    port 8080", run.Output);
    }

    [Theory]
    [InlineData("Adjustable", "There is no setting 'colour'.", "--set", "colour=red")]
    [InlineData("Adjustable", "port must be from 1 to 65535.", "--set", "port=0")]
    [InlineData("Thrower", "has no settings", "--set", "port=80")]
    [InlineData("Thrower", "GP40 does not exist", "--press", "40@1")]
    [InlineData("Thrower", "There is no option", "--fast")]
    public async Task It_refuses_what_makes_no_sense_with_one_line(string firmware, string reason, params string[] options)
    {
        var run = await Run([BuildOutput.Firmware(firmware), .. options]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(reason, run.Error);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task It_refuses_firmware_that_is_not_there()
    {
        var run = await Run("nothing.exe");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("There is no file", run.Error);
    }

    [Fact]
    public async Task Its_help_lists_the_settings_of_the_firmware()
    {
        var run = await Run(BuildOutput.Firmware("Adjustable"), "--help");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("--access-point SSID:PASSWORD", run.Output);
        Assert.Contains("port=9000  the port to listen on", run.Output);
    }

    private const int Interrupt = 2;
    private const int Terminate = 15;

    /// <summary>Linux tells which signals a process ignores, a bit each.</summary>
    private static bool IsIgnored(int signal)
    {
        const string Status = "/proc/self/status";
        const string Ignored = "SigIgn:";
        var mask = File.Exists(Status) ? File.ReadLines(Status).FirstOrDefault(line => line.StartsWith(Ignored, StringComparison.Ordinal)) : null;
        return mask != null && (Convert.ToUInt64(mask[Ignored.Length..].Trim(), 16) & (1UL << (signal - 1))) != 0;
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(BuildOutput.VirtualPicoW);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    private static async Task<(int ExitCode, string Output, string Error)> Run(params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TestBoards.Patience);
        return (process.ExitCode, await output, await error);
    }
}
