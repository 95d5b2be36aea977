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
        Outcome run = await Run(BuildOutput.Firmware("Blinker"), "--seconds", "0.5");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.DoesNotContain("Main returned", run.Output);
    }

    [Theory]
    [InlineData(Interrupt)]
    [InlineData(Terminate)]
    public async Task It_stops_at_Ctrl_C_and_when_it_is_told_to(int signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Nothing on Windows can press Ctrl-C for one process only.");
        Assert.SkipWhen(IsIgnored(signal), "The signal is ignored here, as by a shell's background jobs and all that they start.");

        using Process process = Start(BuildOutput.Firmware("Blinker"));
        await ReadTo(process, "GP15   high");

        Assert.Equal(0, Kill(process.Id, signal));

        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public async Task It_prints_what_Main_throws()
    {
        Outcome run = await Run(BuildOutput.Firmware("Thrower"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("System.InvalidOperationException: from Main", run.Error);
        Assert.Contains("Program.cs", run.Error);
    }

    [Fact]
    public async Task It_stops_after_a_time_that_is_over_before_the_board_has_started()
    {
        Outcome run = await Run(BuildOutput.Firmware("Blinker"), "--seconds", "0.0001");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    [Theory]
    [InlineData("exec dotnet exec \"$0\" \"$1\" --seconds 2 >/dev/full", "standard output cannot be written")]
    [InlineData("exec dotnet exec \"$0\" --help >/dev/full", "standard output cannot be written")]
    [InlineData("ulimit -n 60; exec dotnet exec \"$0\" \"$1\" --no-page --seconds 0.2", "ulimit -n 256")]
    public async Task It_says_in_one_line_what_the_computer_lacks(string script, string reason)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has /dev/full.");

        Outcome run = await Finish(Process.Start(new ProcessStartInfo("sh", ["-c", script, BuildOutput.VirtualPicoW, BuildOutput.Firmware("Blinker")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains(reason, run.Error);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task It_says_that_Main_returned()
    {
        Outcome run = await Run(BuildOutput.Firmware("Adjustable"), "--seconds", "60");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Main returned", run.Output);
    }

    [Fact]
    public async Task It_takes_commands_from_standard_input_and_goes_on_at_its_end()
    {
        Outcome run = await Finish(Process.Start(new ProcessStartInfo("dotnet", ["exec", BuildOutput.VirtualPicoW, BuildOutput.Firmware("Blinker"), "--no-page", "--quiet-pins", "--script", Script("0.5 power")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!, "sockets\ndance\n");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("sockets 0 of 4 are in use", run.Output);
        Assert.Contains("There is no command 'dance'", run.Output);
        Assert.Contains("closed; the board goes on", run.Output);
        Assert.Contains("power  cut", run.Output);
    }

    [Fact]
    public async Task It_refuses_a_script_that_makes_no_sense_before_it_boots()
    {
        Outcome run = await Run(BuildOutput.Firmware("Blinker"), "--script", Script("1 dance"));

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("line 1: There is no command 'dance'", run.Error);
    }

    [Fact]
    public async Task It_presses_buttons()
    {
        // The program may take its time to open the pin: who presses again and again is heard sooner or later.
        string[] presses = [.. Enumerable.Range(1, (int)TestBoards.Patience.TotalSeconds).SelectMany(second => new[] { "--press", $"2@{second}" })];
        using Process process = Start([BuildOutput.Firmware("Blinker"), "--quiet-pins", .. presses]);

        await ReadTo(process, "app    pressed");
        await ReadTo(process, "app    released");

        process.Kill();
    }

    [Fact]
    public async Task It_changes_settings()
    {
        Outcome run = await Run(BuildOutput.Firmware("Adjustable"), "--set", "port=8080");

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
        Outcome run = await Run([BuildOutput.Firmware(firmware), .. options]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(reason, run.Error);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task It_refuses_firmware_that_is_not_there()
    {
        Outcome run = await Run("nothing.exe");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("There is no file", run.Error);
    }

    [Fact]
    public async Task Its_help_lists_the_settings_of_the_firmware()
    {
        Outcome run = await Run(BuildOutput.Firmware("Adjustable"), "--help");

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
        string? mask = File.Exists(Status) ? File.ReadLines(Status).FirstOrDefault(line => line.StartsWith(Ignored, StringComparison.Ordinal)) : null;
        return mask != null && (Convert.ToUInt64(mask[Ignored.Length..].Trim(), 16) & (1UL << (signal - 1))) != 0;
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);

    private static Process Start(params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(BuildOutput.VirtualPicoW);
        start.ArgumentList.Add("--no-page");
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    private static async Task ReadTo(Process process, string ending)
    {
        string? line;
        do
        {
            line = await process.StandardOutput.ReadLineAsync().WaitAsync(TestBoards.Patience);
            Assert.NotNull(line);
        }
        while (!line.EndsWith(ending, StringComparison.Ordinal));
    }

    private static Task<Outcome> Run(params string[] arguments) => Finish(Start(arguments));

    /// <summary>A file with these lines.</summary>
    private static string Script(params string[] lines)
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("script").FullName, "script.txt");
        File.WriteAllLines(path, lines);
        return path;
    }

    private static async Task<Outcome> Finish(Process started, string? input = null)
    {
        using Process process = started;
        if (input != null)
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }

        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TestBoards.Patience);
        return new(process.ExitCode, await output, await error);
    }

    private sealed record Outcome(int ExitCode, string Output, string Error);
}
