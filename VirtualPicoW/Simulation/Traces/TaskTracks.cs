using System;
using System.Collections.Generic;
using System.Linq;

namespace VirtualPicoW;

/// <summary>
/// The tasks of one board in a <see cref="TaskTrace"/>. It looks at them when the loop has found out who is ready, and again when all of the board waits: between the two they have had
/// their turns, and no time has passed.
/// </summary>
internal sealed class TaskTracks : IDisposable
{
    /// <summary>The track of what wakes tasks from outside.</summary>
    private const int Outside = 0;
    private const int TurnTime = 1;

    private readonly TaskTrace trace;
    private readonly Simulation simulation;
    private readonly VirtualBoard board;
    private readonly ThreadGroup threads;
    private readonly int number;
    private readonly Dictionary<object, Track> tracks = new(ReferenceEqualityComparer.Instance);
    private readonly List<Track> ready = [];
    private FirmwareTasks? tasks;
    private FirmwareOrder? looks;
    private int lastTrack;
    private int lastArrow;
    private int round;

    public TaskTracks(TaskTrace trace, Simulation simulation, VirtualBoard board, int number, string name)
    {
        this.trace = trace;
        this.simulation = simulation;
        this.board = board;
        this.number = number;
        threads = ((SimulatedWorld)board.World).Threads;
        trace.WriteName(number, null, name);
        trace.WriteName(number, Outside, "outside");
        threads.Resumed += OnResumed;
        threads.Waits += OnWaits;
    }

    private long Now => simulation.Now.Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>Ends all spans.</summary>
    public void Dispose()
    {
        threads.Resumed -= OnResumed;
        threads.Waits -= OnWaits;
        foreach (Track track in tracks.Values)
        {
            EndWait(track);
        }
    }

    private void OnResumed()
    {
        if (board.Loaded is { } firmware)
        {
            looks ??= FirmwareOrder.Of(firmware, OnLook);
            looks?.Plan();
        }
    }

    /// <summary>These are ready, and go on now.</summary>
    private void OnLook(object[] found)
    {
        foreach (object task in found)
        {
            if (tracks.TryGetValue(task, out Track? track) && !ready.Contains(track))
            {
                ready.Add(track);
            }
        }
    }

    private void OnWaits()
    {
        this.tasks ??= board.Loaded is { } firmware ? FirmwareTasks.Of(firmware) : null;
        if (this.tasks is not { } tasks)
        {
            return;
        }

        round++;
        List<Track> moved = [];
        foreach ((object task, long deadline) in tasks.All())
        {
            object? awaited = tasks.WaitingOn(task);
            object? innermost = tasks.Innermost(task);
            if (!tracks.TryGetValue(task, out Track? track))
            {
                track = new Track { Number = ++lastTrack, Since = Now };
                tracks.Add(task, track);
                trace.WriteName(number, track.Number, tasks.NameOf(task));
                moved.Add(track);
            }
            else if (deadline != track.Deadline || awaited != track.Awaited || innermost != track.Innermost || ready.Contains(track))
            {
                EndWait(track);
                moved.Add(track);
            }

            track.Round = round;
            (track.Next, track.NextDeadline, track.NextInnermost) = (awaited, deadline, innermost);
        }

        foreach ((object task, Track track) in tracks.Where(pair => pair.Value.Round != round).ToArray())
        {
            EndWait(track);
            trace.WriteSpan(number, track.Number, "ends", Now, Now + TurnTime);
            tracks.Remove(task);
            track.HasEnded = true;
        }

        WriteWakes(moved);
        foreach (Track track in moved)
        {
            trace.WriteSpan(number, track.Number, "turn", Now, Now + TurnTime);
            (track.Awaited, track.Deadline, track.Innermost) = (track.Next, track.NextDeadline, track.NextInnermost);
            track.What = tasks.Describe(track.Awaited);
            track.AwaitedTrack = track.Awaited is { } awaited && tasks.IsTask(awaited) ? tracks.GetValueOrDefault(awaited) : null;
            track.Since = Now + TurnTime;
        }

        ready.Clear();
    }

    /// <summary>A task that slept was woken by its deadline; one that waited for a task, by its end; others from outside if they were ready first, and else by the only one that had a turn before.</summary>
    private void WriteWakes(List<Track> moved)
    {
        bool isOutsideDrawn = false;
        foreach (Track track in moved.Where(track => track.What != null))
        {
            if (track.AwaitedTrack is { HasEnded: true } ended)
            {
                trace.WriteArrow(number, ended.Number, track.Number, Now, ++lastArrow);
            }
            else if (track.IsAsleep)
            {
                continue;
            }
            else if (ready.Contains(track))
            {
                if (!isOutsideDrawn)
                {
                    isOutsideDrawn = true;
                    trace.WriteSpan(number, Outside, "look", Now, Now + TurnTime);
                }

                trace.WriteArrow(number, Outside, track.Number, Now, ++lastArrow);
            }
            else if (ready is [Track only])
            {
                trace.WriteArrow(number, only.Number, track.Number, Now, ++lastArrow);
            }
        }
    }

    private void EndWait(Track track)
    {
        if (track.What != null && Now > track.Since)
        {
            trace.WriteSpan(number, track.Number, track.What, track.Since, Now);
        }
    }

    /// <summary>A task as it was when it was looked at last.</summary>
    private sealed class Track
    {
        public int Number { get; init; }

        public long Since { get; set; }

        /// <summary>What it waits for, in words; null if it has not waited yet.</summary>
        public string? What { get; set; }

        public object? Awaited { get; set; }

        public Track? AwaitedTrack { get; set; }

        public object? Innermost { get; set; }

        public long Deadline { get; set; } = long.MaxValue;

        public bool IsAsleep => Deadline != long.MaxValue;

        public object? Next { get; set; }

        public object? NextInnermost { get; set; }

        public long NextDeadline { get; set; }

        public int Round { get; set; }

        public bool HasEnded { get; set; }
    }
}
