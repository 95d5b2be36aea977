using System;
using System.IO;

namespace VirtualPicoW.TestAdapter;

/// <summary>The board that a test project asks for: its build writes down the arguments beside the tests, in the words of the command line.</summary>
internal static class BoardArguments
{
    /// <summary>What the boards of a test assembly are made of.</summary>
    /// <exception cref="CommandLineException">The arguments make no sense.</exception>
    public static Func<BoardOptions> Beside(string assembly)
    {
        string path = Path.ChangeExtension(assembly, ".board");
        string[] arguments = File.Exists(path) ? File.ReadAllText(path).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) : [];
        CommandLine line = CommandLine.Parse([assembly, .. arguments]);
        if (line.WantsHelp || line.RunTime != null || line.Settings.Count + line.Presses.Count > 0)
        {
            throw new CommandLineException("--help, --seconds, --set and --press are for programs, and tests have no Main.");
        }

        line.JoinTime = TimeSpan.Zero;
        return () => line.Options(output: null);
    }
}
