using System;
using System.IO;

namespace VirtualPicoW;

/// <summary>Writes down what happens in a simulation while it happens; the ending of the file's name says how.</summary>
internal abstract class Trace : IDisposable
{
    /// <summary>The endings that there are, for people to read.</summary>
    public const string Endings = ".txt (a timeline), .vcd (pins and radio, for GTKWave) and .pcapng (the network, for Wireshark)";

    /// <summary>Whether a file's name has one of the endings.</summary>
    public static bool IsKnown(string path) => Path.GetExtension(path) is ".txt" or ".vcd" or ".pcapng";

    /// <summary>Begins to write.</summary>
    /// <exception cref="ArgumentException">The name has none of the endings.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static Trace Begin(string path, Simulation simulation)
    {
        if (!IsKnown(path))
        {
            throw new ArgumentException($"{path} is no trace: there are {Endings}.");
        }

        FileStream file = File.Create(path);
        return Path.GetExtension(path) switch
        {
            ".txt" => new TimelineTrace(file, simulation),
            ".vcd" => new PinTrace(file, simulation),
            _ => new PacketTrace(file, simulation),
        };
    }

    /// <inheritdoc/>
    public abstract void Dispose();
}
