using System;
using System.IO;
using System.Linq;

namespace VirtualPicoW.Tests;

/// <summary>Many seeds: what is well is not told, and what fails is told so that it can be seen again.</summary>
public sealed class SeedSweepTests : IDisposable
{
    private static readonly string Ours = Firmware.PathOf("firmware");

    private readonly string folder = Directory.CreateTempSubdirectory("seeds").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_firmware_comes_through_a_network_that_vanishes_with_all_its_sockets_and_tasks()
    {
        string script = Path.Combine(folder, "vanishing.txt");
        File.WriteAllText(script, "5 wifi off\n8 wifi on\n15 wifi off\n");

        string[] told = Sweep(Ours, "--seconds", "20", "--link", "crowded-wifi", "--script", script, "--seeds", "4");

        Assert.StartsWith("seeds 1 to 4, 0 failed, wall time", Assert.Single(told));
    }

    [Fact]
    public void A_seed_that_fails_is_told_with_the_line_that_replays_it()
    {
        string script = Path.Combine(folder, "wrong password.txt");
        File.WriteAllText(script, "5 wifi password not-this-one\n6 wifi off\n");

        string[] told = Sweep(Ours, "--seeds", "1", "--seconds", "10", "--seed=7", "--script", script);

        Assert.Equal(3, told.Length);
        Assert.StartsWith("seed 7 failed: At ", told[0]);
        Assert.Contains("telemetry", told[0]);
        Assert.EndsWith($" {Ours} --world simulated --seconds 10 --script \"{script}\" --seed 7 --check", told[1]);
        Assert.StartsWith("seeds 7 to 7, 1 failed", told[2]);
        Assert.Equal(told[0], $"seed 7 failed: {Replay(Ours, "--seconds", "10", "--script", script, "--seed", "7", "--check")}");
    }

    [Fact]
    public void Firmware_whose_Main_throws_fails_with_each_seed()
    {
        string[] told = Sweep(BuildOutput.Firmware("Thrower"), "--seconds", "1", "--seeds", "2");

        Assert.Equal(2, told.Count(line => line.EndsWith("failed: Main threw InvalidOperationException: from Main", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_firmware_comes_through_a_crash_at_any_event()
    {
        string script = Path.Combine(folder, "vanishing.txt");
        File.WriteAllText(script, "5 wifi off\n8 wifi on\n15 wifi off\n");

        string[] told = Sweep(Ours, "--seconds", "20", "--link", "crowded-wifi", "--script", script, "--seeds", "2", "--crash-every", "2003");

        string last = Assert.Single(told);
        Assert.StartsWith("seeds 1 to 2, ", last);
        Assert.Contains(" crashes, 0 failed, wall time", last);
        Assert.DoesNotContain(" 0 crashes", last);
    }

    [Fact]
    public void A_crash_that_fails_is_told_with_the_line_that_replays_it()
    {
        string script = Path.Combine(folder, "password.txt");
        File.WriteAllText(script, "5 wifi password not-this-one\n");

        string[] told = Sweep(Ours, "--seconds", "10", "--seed", "7", "--script", script, "--crash-every=9000");

        // The password matters only to who joins again.
        Assert.Equal(3, told.Length);
        Assert.StartsWith("seed 7 with a crash at event 9000 failed: At ", told[0]);
        Assert.EndsWith($" {Ours} --world simulated --seconds 10 --script {script} --seed 7 --crash-at 9000 --check", told[1]);
        Assert.StartsWith("seeds 7 to 7, 1 crashes, 1 failed", told[2]);
        Assert.EndsWith($" failed: {Replay(Ours, "--seconds", "10", "--script", script, "--seed", "7", "--crash-at", "9000", "--check")}", told[0]);
    }

    private static string[] Sweep(string firmware, params string[] options)
    {
        string[] arguments = [firmware, "--world", "simulated", .. options];
        using StringWriter output = new();
        new SeedSweep(CommandLine.Parse(arguments), arguments, TextWriter.Synchronized(output), Program.Boot).Run();
        return output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private static string Replay(string firmware, params string[] options)
    {
        CommandLine line = CommandLine.Parse([firmware, "--world", "simulated", .. options]);
        using SimulatedRun run = Program.Boot(line, line.Seed, TextWriter.Null);
        FinalCheck check = new(() => Program.Boot(line.Undisturbed(), line.Seed, TextWriter.Null));
        return Assert.Throws<SimulationException>(() => run.Run(check)).Message;
    }
}
