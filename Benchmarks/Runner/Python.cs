using System.Diagnostics;

namespace Benchmarks.Runner;

/// <summary>A Python with asyncio that runs the same benchmarks.</summary>
internal sealed class Python(string name, string command)
{
    private static readonly string Script = Path.Combine(AppContext.BaseDirectory, "python", "benchmarks.py");

    public string Name => name;

    public string Command => command;

    /// <summary>Those that are there: CPython as <c>python3</c>; MicroPython as <c>micropython</c> or as the variable MICROPYTHON says.</summary>
    public static Python[] FindAll() =>
        new[]
        {
            new Python("CPython", "python3"),
            new Python("MicroPython", Environment.GetEnvironmentVariable("MICROPYTHON") ?? "micropython"),
        }
        .Where(python => python.Run("nothing") != null).ToArray();

    /// <summary>Says how it does the same, or null if it cannot.</summary>
    public string? Compare(DeviceBenchmark benchmark, Figure ours)
    {
        string? line = Run(benchmark.Name)?.Split('\n').FirstOrDefault(line => line.StartsWith(benchmark.Name + ": "));
        if (line == null)
        {
            return null;
        }

        Figure theirs = Figure.Parse(line[(benchmark.Name.Length + 2)..].Trim());
        return FormattableString.Invariant($"{name}: {theirs}, ratio {theirs.Seconds / ours.Seconds:0.0}");
    }

    /// <summary>What it prints, or null if it is not there.</summary>
    private string? Run(string benchmark)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(command, [Script, benchmark])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return output;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
