using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace VirtualPicoW;

/// <summary>
/// What is to happen to a board and when, a line each: the board's time in seconds, and a command. Empty lines and what follows a # do not count.
/// </summary>
internal sealed class Script
{
    private const int MaxSeconds = 1_000_000;

    private readonly List<(TimeSpan Time, string Command)> events = [];

    /// <summary>The events, in the order of the lines.</summary>
    public IReadOnlyList<(TimeSpan Time, string Command)> Events => events;

    /// <summary>Reads a file.</summary>
    /// <exception cref="CommandLineException">It cannot be read, or a line makes no sense.</exception>
    public static Script Read(string path)
    {
        try
        {
            return Parse(path, File.ReadAllLines(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CommandLineException($"--script {path} cannot be read: {exception.Message}");
        }
    }

    /// <summary>Understands lines.</summary>
    /// <exception cref="CommandLineException">A line makes no sense.</exception>
    public static Script Parse(string name, string[] lines)
    {
        Script script = new();
        for (int index = 0; index < lines.Length; index++)
        {
            string line = lines[index].Split('#')[0].Trim();
            if (line.Length == 0)
            {
                continue;
            }

            string[] words = line.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries);
            if (!double.TryParse(words[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) || seconds > MaxSeconds)
            {
                throw new CommandLineException($"{name}, line {index + 1}: '{words[0]}' is no time. Write seconds of board time and a command, such as 1.5 press 14.");
            }

            string command = words.Length > 1 ? words[1] : string.Empty;
            try
            {
                BoardCommands.Parse(command);
            }
            catch (CommandException exception)
            {
                throw new CommandLineException($"{name}, line {index + 1}: {exception.Message}");
            }

            script.events.Add((TimeSpan.FromSeconds(seconds), command));
        }

        return script;
    }

    /// <summary>Lets it all happen to a board at its time.</summary>
    public void Play(VirtualBoard board)
    {
        foreach ((TimeSpan time, string command) in events)
        {
            board.After(time - board.Clock.Now, () => board.Do(command));
        }
    }
}
