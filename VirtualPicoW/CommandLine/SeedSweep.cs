using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace VirtualPicoW;

/// <summary>The same run with many seeds, or with a crash at many events, on all cores. Of each that fails it prints why, and the line that replays it.</summary>
internal sealed class SeedSweep(CommandLine line, string[] arguments, TextWriter output, Func<CommandLine, ulong, TextWriter, SimulatedRun> boot, FinalCheck? check = null)
{
    private readonly FinalCheck check = check ?? new FinalCheck(() => boot(line.Undisturbed(), line.Seed, TextWriter.Null));

    /// <summary>How many events there were with each seed before any crash of ours.</summary>
    private readonly ConcurrentDictionary<ulong, long> events = [];

    /// <summary>Runs them all.</summary>
    /// <returns>Whether all went well.</returns>
    public bool Run()
    {
        long start = Stopwatch.GetTimestamp();
        ulong[] seeds = [.. Enumerable.Range(0, Math.Max(line.SeedCount, 1)).Select(index => line.Seed + (ulong)index)];
        int failed = CountFailures([.. seeds.Select(seed => (seed, line.CrashAt))]);
        (ulong, long)[] crashes = [.. seeds.SelectMany(seed => CrashesUpTo(events[seed]).Select(number => (seed, number)))];
        failed += CountFailures(crashes);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"seeds {seeds[0]} to {seeds[^1]}, {(line.CrashEvery > 0 ? $"{crashes.Length} crashes, " : string.Empty)}{failed} failed, wall time {Stopwatch.GetElapsedTime(start).TotalSeconds:F3} s"));
        return failed == 0;
    }

    /// <summary>Runs with one seed.</summary>
    /// <returns>What went wrong; null if all went well.</returns>
    public string? FaultOf(ulong seed) => FaultOf(seed, line.CrashAt);

    private string? FaultOf(ulong seed, long crashAt)
    {
        using SimulatedRun run = boot(line with { CrashAt = crashAt }, seed, TextWriter.Null);
        try
        {
            BoardExit exit = run.Run(check);
            return exit.Reason == ExitReason.MainThrew ? $"Main threw {exit.Exception!.GetType().Name}: {exit.Exception.Message}" : null;
        }
        catch (SimulationException exception)
        {
            return exception.Message;
        }
        finally
        {
            events.TryAdd(seed, run.EventCount);
        }
    }

    private int CountFailures((ulong Seed, long CrashAt)[] runs)
    {
        int failed = 0;
        Parallel.ForEach(Partitioner.Create(runs, loadBalance: true), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, run =>
        {
            if (FaultOf(run.Seed, run.CrashAt) is { } fault)
            {
                Interlocked.Increment(ref failed);
                output.WriteLine($"seed {run.Seed}{(run.CrashAt > 0 ? $" with a crash at event {run.CrashAt}" : string.Empty)} failed: {fault}\n  replay: {Replay(run.Seed, run.CrashAt)}");
            }
        });
        return failed;
    }

    private IEnumerable<long> CrashesUpTo(long events)
    {
        for (long number = line.CrashEvery; line.CrashEvery > 0 && number <= events; number += line.CrashEvery)
        {
            yield return number;
        }
    }

    /// <summary>As it can be typed in the same folder.</summary>
    private string Replay(ulong seed, long crashAt) => string.Join(' ', Command()
        .Concat(arguments.Where((argument, index) => !IsOfSweep(argument) && (index == 0 || !IsOfSweep(arguments[index - 1]) || arguments[index - 1].Contains('=')) && argument != "--check"))
        .Concat(["--seed", seed.ToString(CultureInfo.InvariantCulture)])
        .Concat(crashAt > 0 ? ["--crash-at", crashAt.ToString(CultureInfo.InvariantCulture)] : [])
        .Append("--check")
        .Select(Quote));

    private static string[] Command() => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
        ? ["dotnet", "exec", typeof(SeedSweep).Assembly.Location]
        : [Environment.ProcessPath ?? "VirtualPicoW"];

    private static bool IsOfSweep(string argument) => argument.Split('=', ':')[0] is "--seeds" or "--seed" or "--crash-every" or "--crash-at";

    private static string Quote(string argument) => argument.Any(character => !char.IsAsciiLetterOrDigit(character) && !"-_./\\:=@,".Contains(character)) ? $"\"{argument}\"" : argument;
}
