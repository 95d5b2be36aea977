using System;
using System.Collections.Generic;
using System.Linq;

namespace VirtualPicoW;

/// <summary>All the words that a board understands, however they come to it. A new one is a class and a line here.</summary>
internal static class BoardCommands
{
    /// <summary>In the order in which <c>help</c> tells them.</summary>
    public static IReadOnlyList<BoardCommand> All { get; } =
    [
        new TasksCommand(),
        new PinsCommand(),
        new SocketsCommand(),
        new MemoryCommand(),
        new PressCommand(),
        new BounceCommand(),
        new DriveCommand(),
        new ReleaseCommand(),
        new WifiCommand(),
        new ClockCommand(),
        new PowerCommand(),
        new ResetCommand(),
        new RunCommand(),
        new PauseCommand(),
        new StepCommand(),
        new FasterCommand(),
        new SlowerCommand(),
        new HelpCommand(),
    ];

    /// <summary>Understands a command.</summary>
    /// <exception cref="CommandException">It makes no sense.</exception>
    public static (BoardCommand Command, BoardAction Action) Parse(string line)
    {
        string[] words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
        {
            throw new CommandException("A command is missing; help lists those there are.");
        }

        BoardCommand command = All.FirstOrDefault(command => command.Word == words[0])
            ?? throw new CommandException($"There is no command '{words[0]}'; help lists those there are.");
        return (command, command.Parse(words[1..]));
    }
}
