using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Net;

namespace VirtualPicoW;

/// <summary>One board in a simulated world, from the command line's options to the last line.</summary>
internal sealed class SimulatedRun : IDisposable
{
    private static readonly TimeSpan NoEnd = TimeSpan.FromDays(100_000);

    private readonly CommandLine line;
    private readonly TextWriter output;
    private readonly Simulation simulation;
    private readonly VirtualBoard first;
    private volatile bool isStopped;

    /// <summary>Puts the board into its world and loads the firmware.</summary>
    public SimulatedRun(CommandLine line, ulong seed, TextWriter output)
    {
        this.line = line;
        this.output = output;
        simulation = new Simulation(seed) { Wifi = line.Link, Order = line.Order };
        simulation.Pace.Factor = line.Pace;
        first = simulation.AddBoard(line.Options(output == TextWriter.Null ? null : output));
        Firmware = first.Load(line.Firmware!);
        line.Hosts.ForEach(host => simulation.NameServer.Add(host.Name, host.Addresses));
        simulation.NameServer.IsSilent = line.NameServers != null;
        foreach (IPAddress silent in line.SilentHosts)
        {
            uint address = Simulation.AddressOf(silent.ToString());
            simulation.AddRule(packet => packet.Destination.Address == address ? PacketVerdict.Drop("lost, for the host is silent") : PacketVerdict.Pass);
        }
    }

    /// <summary>The world.</summary>
    public Simulation World => simulation;

    /// <summary>The board; another one after each reset.</summary>
    public VirtualBoard Board => first.Latest;

    /// <summary>How many events there were until its time was over, those of the check at the end left out.</summary>
    public long EventCount { get; private set; }

    private bool IsOver => isStopped || Board.Completion.IsCompleted;

    /// <summary>What is loaded onto it.</summary>
    public Firmware Firmware { get; }

    /// <summary>Ends the run, from whichever thread.</summary>
    public void Stop()
    {
        isStopped = true;
        simulation.Pace.LookUp();
        simulation.Pace.IsPaused = false;
    }

    /// <summary>Lets time pass, and tells how it went.</summary>
    /// <param name="check">Looks at the end whether all is well; null if nobody does.</param>
    public BoardExit Run(FinalCheck? check = null)
    {
        long start = Stopwatch.GetTimestamp();
        TimeSpan end = line.RunTime ?? NoEnd;
        FirmwarePeers? peers = FirmwarePeers.For(simulation, Board, Firmware);
        List<Trace> traces = BeginTraces();
        if (line.CrashAt > 0)
        {
            simulation.AtEvent(line.CrashAt, () => simulation.Restart(Board));
        }

        try
        {
            simulation.Run(() => IsOver, end);
            EventCount = simulation.EventCount;
            if (line.CrashAt > EventCount)
            {
                output.WriteLine($"no crash: there were {EventCount} events, and it was to come after number {line.CrashAt}");
            }

            if (peers != null && !IsOver)
            {
                check?.Make(simulation, Board, peers, () => IsOver);
            }
        }
        finally
        {
            if (Board.Completion.IsCompleted)
            {
                Board.TellEndOfMain(Board.Completion.Result);
            }

            Board.Stop();
            traces.ForEach(trace => trace.Dispose());
            if (peers != null)
            {
                output.WriteLine(peers.ToString());
            }

            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"seed {simulation.Seed}, board time {simulation.Now.TotalSeconds:F3} s, wall time {Stopwatch.GetElapsedTime(start).TotalSeconds:F3} s, events {simulation.EventCount}"));
        }

        return Board.Completion.Result;
    }

    /// <inheritdoc/>
    public void Dispose() => simulation.Dispose();

    private List<Trace> BeginTraces()
    {
        List<Trace> traces = [];
        foreach (string path in line.Traces)
        {
            try
            {
                traces.Add(Trace.Begin(path, simulation));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                traces.ForEach(trace => trace.Dispose());
                throw new CommandLineException($"--trace {path} cannot be written: {exception.Message}");
            }
        }

        return traces;
    }
}
