using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;

namespace VirtualPicoW;

/// <summary>What firmware has and does while nobody wants anything of it.</summary>
/// <param name="IsOnline">Whether it is on a network.</param>
/// <param name="Sockets">How many sockets it has.</param>
/// <param name="Tasks">How many tasks.</param>
/// <param name="HeldBytes">How much memory it holds.</param>
/// <param name="Rises">How often each pin rose that did at all.</param>
/// <param name="Reports">How many datagrams of telemetry came.</param>
internal sealed record Habits(bool IsOnline, int Sockets, int Tasks, long HeldBytes, IReadOnlyDictionary<int, int> Rises, long Reports)
{
    /// <summary>Long enough for all that comes once a second, and short enough for a minute to be no longer than this by much.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(14);

    /// <summary>Watches a board for a while. To be awaited in the simulation.</summary>
    public static async Task<Habits> Observe(Simulation simulation, VirtualBoard board, FirmwarePeers peers)
    {
        Dictionary<int, int> rises = [];
        void Note(Pin pin, PinEdge edge)
        {
            if (edge.High)
            {
                rises[pin.Number] = rises.GetValueOrDefault(pin.Number) + 1;
            }
        }

        Action<PinEdge>[] notes = [.. board.Pins.All.Select<Pin, Action<PinEdge>>(pin => edge => Note(pin, edge))];
        ForEachPin(board, notes, (pin, note) => pin.Changed += note);
        long reports = peers.Reports;
        await simulation.Delay(Window);
        ForEachPin(board, notes, (pin, note) => pin.Changed -= note);
        return new Habits(board.Radio.IsUp, board.Sockets.Count, TasksOf(board), board.Memory.Count().HeldBytes, rises, peers.Reports - reports);
    }

    /// <summary>Whether a board is as it is usually. Only while its loop stands still.</summary>
    public bool AreThoseOf(VirtualBoard board) => board.Radio.IsUp == IsOnline && board.Sockets.Count == Sockets && TasksOf(board) == Tasks;

    /// <summary>How many tasks a board has. Only while its loop stands still.</summary>
    public static int TasksOf(VirtualBoard board) => board.Loop is { IsRunning: true } loop
        ? int.Parse(loop.DescribeTasks().Split(' ')[0], CultureInfo.InvariantCulture)
        : 0;

    /// <summary>What another board of the same firmware does otherwise; null if that is nothing worth a word.</summary>
    public string? DifferenceTo(Habits other)
    {
        foreach ((int pin, int count) in Rises)
        {
            int found = other.Rises.GetValueOrDefault(pin);
            if (Math.Abs(found - count) > 1)
            {
                return $"GP{pin} rose {found} times in {Window.TotalSeconds} s, and {count} times are usual";
            }
        }

        return Math.Abs(other.Reports - Reports) > 1 ? $"{other.Reports} lines of telemetry came in {Window.TotalSeconds} s, and {Reports} are usual" : null;
    }

    private static void ForEachPin(VirtualBoard board, Action<PinEdge>[] notes, Action<Pin, Action<PinEdge>> action)
    {
        for (int index = 0; index < notes.Length; index++)
        {
            action(board.Pins.All.ElementAt(index), notes[index]);
        }
    }
}
