using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace VirtualPicoW;

/// <summary>One line an event: what the boards' logs tell, and each packet, with why it was lost.</summary>
internal sealed class TimelineTrace : Trace
{
    private readonly StreamWriter writer;
    private readonly Simulation simulation;
    private readonly List<Action> endings = [];

    public TimelineTrace(Stream file, Simulation simulation)
    {
        writer = new StreamWriter(file) { NewLine = "\n" };
        this.simulation = simulation;
        for (int index = 0; index < simulation.Boards.Count; index++)
        {
            Listen(simulation.Boards[index], $"board {index + 1}");
        }

        simulation.BoardRestarted += OnRestarted;
        simulation.Network.Carried += OnCarried;
    }

    public override void Dispose()
    {
        simulation.BoardRestarted -= OnRestarted;
        simulation.Network.Carried -= OnCarried;
        endings.ForEach(end => end());
        writer.Dispose();
    }

    private void OnRestarted(VirtualBoard old, VirtualBoard next) => Listen(next, $"board {simulation.Boards.ToList().IndexOf(next) + 1}");

    private void Listen(VirtualBoard board, string name)
    {
        void OnLine(LogLine line) => Write(name, line.Source, line.Text);
        board.Log.Written += OnLine;
        endings.Add(() => board.Log.Written -= OnLine);
    }

    private void OnCarried(Packet packet, string? reason, TimeSpan arrival) =>
        Write("network", "packet", reason ?? string.Create(CultureInfo.InvariantCulture, $"arrives at {arrival.TotalSeconds:F6}"), packet.ToString()!);

    private void Write(string where, string source, params string[] texts) =>
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{simulation.Now.TotalSeconds,13:F6} {where,-8} {source,-6} {string.Join(": ", texts)}"));
}
