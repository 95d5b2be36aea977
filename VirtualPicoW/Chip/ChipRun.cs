using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace VirtualPicoW;

/// <summary>A program on the emulated chip: a process of the harness, whose events are printed as those of the virtual board.</summary>
internal sealed class ChipRun
{
    /// <summary>11 days of the chip's time, for who gives no end.</summary>
    private const double ForeverSeconds = 1_000_000;

    private readonly ProcessStartInfo start;
    private readonly TextWriter output;
    private readonly Action<string> complain;
    private readonly bool quietPins;

    /// <summary>Describes a run.</summary>
    /// <param name="start">The harness and its arguments.</param>
    /// <param name="output">Where the lines go.</param>
    /// <param name="complain">Told what the harness says of its own troubles, line by line.</param>
    /// <param name="quietPins">Whether to leave out the edges of the pins.</param>
    public ChipRun(ProcessStartInfo start, TextWriter output, Action<string> complain, bool quietPins)
    {
        this.start = start;
        this.output = output;
        this.complain = complain;
        this.quietPins = quietPins;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
    }

    /// <summary>The harness, told what to run and for how long.</summary>
    public static ProcessStartInfo Start(ChipParts parts, TimeSpan? runTime)
    {
        string seconds = (runTime?.TotalSeconds ?? ForeverSeconds).ToString(CultureInfo.InvariantCulture);
        return new ProcessStartInfo(NodeCommand.Name, [parts.Harness, "--firmware", parts.FirmwareFolder, "--image", parts.Image.FullName, "--scenario", "watch", "--events", "1", "--seconds", seconds]);
    }

    /// <summary>What is to be known of an image before it runs.</summary>
    public static string Describe(FileInfo image, string program)
    {
        string made = string.Create(CultureInfo.InvariantCulture, $"runs {image.Name}, made on {image.LastWriteTime:yyyy-MM-dd HH:mm}");
        return File.GetLastWriteTimeUtc(program) > image.LastWriteTimeUtc
            ? $"{made}, which is older than {Path.GetFileName(program)}: dotnet publish with -c Release makes it anew"
            : made;
    }

    /// <summary>Runs it, until it ends or <paramref name="stop"/> is cancelled.</summary>
    /// <returns>True unless the harness has failed.</returns>
    public bool Run(CancellationToken stop)
    {
        using Process process = Process.Start(this.start)!;
        using CancellationTokenRegistration stopping = stop.Register(() => process.Kill(entireProcessTree: true));
        Task errors = Task.Run(() => ReadLines(process.StandardError, this.complain), CancellationToken.None);
        ReadLines(process.StandardOutput, Print);
        errors.Wait(CancellationToken.None);
        process.WaitForExit();
        return process.ExitCode == 0 || stop.IsCancellationRequested;
    }

    private static void ReadLines(StreamReader reader, Action<string> take)
    {
        while (reader.ReadLine() is { } line)
        {
            take(line);
        }
    }

    private void Print(string line)
    {
        if (ChipEvents.Parse(line) is not { } told)
        {
            this.complain(line);
        }
        else if (!this.quietPins || !told.Source.StartsWith("GP", StringComparison.Ordinal))
        {
            this.output.WriteLine(told);
        }
    }
}
