using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace VirtualPicoW;

/// <summary>The same run with many seeds, on all cores. Of each that fails it prints why, and the line that replays it.</summary>
internal sealed class SeedSweep(CommandLine line, string[] arguments, TextWriter output, Action<SimulatedRun> prepare)
{
    /// <summary>Runs them all.</summary>
    /// <returns>Whether all went well.</returns>
    public bool Run()
    {
        long start = Stopwatch.GetTimestamp();
        ConcurrentBag<ulong> failed = [];
        Parallel.For(0, line.SeedCount, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, index =>
        {
            ulong seed = line.Seed + (ulong)index;
            if (Fault(seed) is { } fault)
            {
                failed.Add(seed);
                output.WriteLine($"seed {seed} failed: {fault}\n  replay: VirtualPicoW {Replay(seed)}");
            }
        });
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"seeds {line.Seed} to {line.Seed + (ulong)line.SeedCount - 1}, {failed.Count} failed, wall time {Stopwatch.GetElapsedTime(start).TotalSeconds:F3} s"));
        return failed.IsEmpty;
    }

    private string? Fault(ulong seed)
    {
        try
        {
            using SimulatedRun run = new(line, seed, TextWriter.Null);
            prepare(run);
            BoardExit exit = run.Run();
            return exit.Reason == ExitReason.MainThrew ? $"Main threw {exit.Exception!.GetType().Name}: {exit.Exception.Message}" : null;
        }
        catch (SimulationException exception)
        {
            return exception.Message;
        }
    }

    private string Replay(ulong seed) => string.Join(' ', arguments
        .Where((argument, index) => !IsOf(argument, "--seeds") && !IsOf(argument, "--seed") && (index == 0 || arguments[index - 1] is not ("--seeds" or "--seed")))
        .Select(argument => argument.Contains(' ') ? $"\"{argument}\"" : argument)
        .Append($"--seed {seed}"));

    private static bool IsOf(string argument, string option) => argument == option || argument.StartsWith(option + "=", StringComparison.Ordinal);
}
