using System.Diagnostics;
using System.Globalization;

namespace Benchmarks.Runner.Echo;

/// <summary>The process of a server that listens.</summary>
internal sealed class RunningServer : IDisposable
{
    private readonly Process process;
    private readonly bool tellsAllocations;

    /// <summary>Starts it and waits until it says that it is listening.</summary>
    /// <exception cref="InvalidOperationException">It has ended before.</exception>
    public RunningServer(string command, string[] arguments, int port, bool tellsAllocations)
    {
        Port = port;
        this.tellsAllocations = tellsAllocations;
        process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        string? line;
        do
        {
            line = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"{command} {string.Join(' ', arguments)} does not listen.");
        }
        while (!line.Contains("listening on port"));
    }

    public int Port { get; }

    /// <summary>What its process has taken so far, kernel included.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>What it has allocated so far; 0 if it does not tell.</summary>
    public long AllocatedBytes()
    {
        if (!tellsAllocations)
        {
            return 0;
        }

        process.StandardInput.WriteLine();
        string? line;
        do
        {
            line = process.StandardOutput.ReadLine();
        }
        while (line != null && !line.StartsWith(DeviceServer.Answer));

        return long.Parse(line![DeviceServer.Answer.Length..], CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
