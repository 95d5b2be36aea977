using System;
using System.Globalization;
using System.IO;

namespace VirtualPicoW;

/// <summary>One line an event: what the boards' logs tell, and each packet, with why it was lost.</summary>
internal sealed class TimelineTrace : Trace
{
    private readonly StreamWriter writer;
    private readonly Simulation simulation;

    public TimelineTrace(Stream file, Simulation simulation)
    {
        writer = new StreamWriter(file) { NewLine = "\n" };
        this.simulation = simulation;
        for (int index = 0; index < simulation.Boards.Count; index++)
        {
            string name = $"board {index + 1}";
            simulation.Boards[index].Log.Written += line => Write(name, line.Source, line.Text);
        }

        simulation.Network.Carried += OnCarried;
    }

    public override void Dispose() => writer.Dispose();

    private void OnCarried(Packet packet, string? reason, TimeSpan arrival) =>
        Write("network", "packet", reason ?? string.Create(CultureInfo.InvariantCulture, $"arrives at {arrival.TotalSeconds:F6}"), packet.ToString()!);

    private void Write(string where, string source, params string[] texts) =>
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{simulation.Now.TotalSeconds,13:F6} {where,-8} {source,-6} {string.Join(": ", texts)}"));
}
