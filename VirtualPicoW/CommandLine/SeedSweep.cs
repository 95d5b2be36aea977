using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace VirtualPicoW;

/// <summary>The same run with many seeds, on all cores. Of each that fails it prints why, and the line that replays it.</summary>
internal sealed class SeedSweep(CommandLine line, string[] arguments, TextWriter output, Func<CommandLine, ulong, TextWriter, SimulatedRun> boot, FinalCheck? check = null)
{
    private readonly FinalCheck check = check ?? new FinalCheck(() => boot(line.Undisturbed(), line.Seed, TextWriter.Null));

    /// <summary>Runs them all.</summary>
    /// <returns>Whether all went well.</returns>
    public bool Run()
    {
        long start = Stopwatch.GetTimestamp();
        ConcurrentBag<ulong> failed = [];
        Parallel.For(0, line.SeedCount, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, index =>
        {
            ulong seed = line.Seed + (ulong)index;
            if (FaultOf(seed) is { } fault)
            {
                failed.Add(seed);
                output.WriteLine($"seed {seed} failed: {fault}\n  replay: {Replay(seed)}");
            }
        });
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"seeds {line.Seed} to {line.Seed + (ulong)line.SeedCount - 1}, {failed.Count} failed, wall time {Stopwatch.GetElapsedTime(start).TotalSeconds:F3} s"));
        return failed.IsEmpty;
    }

    /// <summary>Runs with one seed.</summary>
    /// <returns>What went wrong; null if all went well.</returns>
    public string? FaultOf(ulong seed)
    {
        try
        {
            using SimulatedRun run = boot(line, seed, TextWriter.Null);
            BoardExit exit = run.Run(check);
            return exit.Reason == ExitReason.MainThrew ? $"Main threw {exit.Exception!.GetType().Name}: {exit.Exception.Message}" : null;
        }
        catch (SimulationException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>As it can be typed in the same folder.</summary>
    private string Replay(ulong seed) => string.Join(' ', Command()
        .Concat(arguments.Where((argument, index) => !IsOfSeeds(argument) && (index == 0 || arguments[index - 1] is not ("--seeds" or "--seed")) && argument != "--check"))
        .Append("--seed").Append(seed.ToString(CultureInfo.InvariantCulture)).Append("--check")
        .Select(Quote));

    private static string[] Command() => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
        ? ["dotnet", "exec", typeof(SeedSweep).Assembly.Location]
        : [Environment.ProcessPath ?? "VirtualPicoW"];

    private static bool IsOfSeeds(string argument) => argument.Split('=', ':')[0] is "--seeds" or "--seed";

    private static string Quote(string argument) => argument.Any(character => !char.IsAsciiLetterOrDigit(character) && !"-_./\\:=@,".Contains(character)) ? $"\"{argument}\"" : argument;
}
