using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace VirtualPicoW;

/// <summary>Writes down what happens in a simulation while it happens; the ending of the file's name says how.</summary>
internal abstract class Trace : IDisposable
{
    private static readonly Dictionary<string, (string Meaning, Func<Stream, Simulation, Trace> Begin)> Kinds = new()
    {
        [".txt"] = ("a timeline", (file, simulation) => new TimelineTrace(file, simulation)),
        [".vcd"] = ("pins and radio, for GTKWave", (file, simulation) => new PinTrace(file, simulation)),
        [".json"] = ("tasks, for ui.perfetto.dev", (file, simulation) => new TaskTrace(file, simulation)),
        [".pcapng"] = ("the network, for Wireshark", (file, simulation) => new PacketTrace(file, simulation)),
    };

    /// <summary>The endings that there are, for people to read.</summary>
    public static string Endings { get; } = string.Join(", ", Kinds.SkipLast(1).Select(Describe)) + " and " + Describe(Kinds.Last());

    /// <summary>Whether a file's name has one of the endings.</summary>
    public static bool IsKnown(string path) => Kinds.ContainsKey(Path.GetExtension(path));

    /// <summary>Begins to write.</summary>
    /// <exception cref="ArgumentException">The name has none of the endings.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static Trace Begin(string path, Simulation simulation) => Kinds.TryGetValue(Path.GetExtension(path), out (string Meaning, Func<Stream, Simulation, Trace> Begin) kind)
        ? kind.Begin(File.Create(path), simulation)
        : throw new ArgumentException($"{path} is no trace: there are {Endings}.");

    /// <inheritdoc/>
    public abstract void Dispose();

    private static string Describe(KeyValuePair<string, (string Meaning, Func<Stream, Simulation, Trace> Begin)> kind) => $"{kind.Key} ({kind.Value.Meaning})";
}
