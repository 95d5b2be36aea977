using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace VirtualPicoW;

/// <summary>
/// Tasks as JSON in Chrome's format, which ui.perfetto.dev and chrome://tracing open: a track a task, with a span for each wait, and an arrow from whoever woke it. Code takes no
/// simulated time, so turns are drawn a microsecond long.
/// </summary>
internal sealed class TaskTrace : Trace
{
    private const int MaxPendingBytes = 64 * 1024;

    private readonly Utf8JsonWriter writer;
    private readonly Stream file;
    private readonly Simulation simulation;
    private readonly List<TaskTracks> boards;

    public TaskTrace(Stream file, Simulation simulation)
    {
        this.file = file;
        this.simulation = simulation;
        writer = new Utf8JsonWriter(file);
        writer.WriteStartArray();
        boards = [.. simulation.Boards.Select((board, index) => new TaskTracks(this, simulation, board, index + 1, $"board {index + 1}"))];
        simulation.BoardRestarted += OnRestarted;
    }

    public override void Dispose()
    {
        simulation.BoardRestarted -= OnRestarted;
        foreach (TaskTracks board in boards)
        {
            board.Dispose();
        }

        writer.WriteEndArray();
        writer.Dispose();
        file.Dispose();
    }

    /// <summary>Gives a board or a task its name.</summary>
    public void WriteName(int board, int? track, string name)
    {
        Begin("M", track == null ? "process_name" : "thread_name", board, track ?? 0, null);
        writer.WriteStartObject("args");
        writer.WriteString("name", name);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>Writes a span, in microseconds.</summary>
    public void WriteSpan(int board, int track, string name, long start, long end)
    {
        Begin("X", name, board, track, start);
        writer.WriteNumber("dur", Math.Max(end - start, 0));
        writer.WriteEndObject();
    }

    /// <summary>Writes an arrow from one span to another that begin at the same time.</summary>
    public void WriteArrow(int board, int from, int to, long time, int number)
    {
        Begin("s", "wakes", board, from, time);
        writer.WriteNumber("id", number);
        writer.WriteString("cat", "wake");
        writer.WriteEndObject();
        Begin("f", "wakes", board, to, time);
        writer.WriteNumber("id", number);
        writer.WriteString("cat", "wake");
        writer.WriteString("bp", "e");
        writer.WriteEndObject();
    }

    private void OnRestarted(VirtualBoard old, VirtualBoard next) =>
        boards.Add(new TaskTracks(this, simulation, next, boards.Count + 1, $"board {simulation.Boards.ToList().IndexOf(next) + 1} after a reset"));

    private void Begin(string phase, string name, int board, int track, long? time)
    {
        if (writer.BytesPending > MaxPendingBytes)
        {
            writer.Flush();
        }

        writer.WriteStartObject();
        writer.WriteString("ph", phase);
        writer.WriteString("name", name);
        writer.WriteNumber("pid", board);
        writer.WriteNumber("tid", track);
        if (time is { } start)
        {
            writer.WriteNumber("ts", start);
        }
    }
}
