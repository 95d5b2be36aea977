using System;

namespace Hoarder;

/// <summary>What the program does.</summary>
public static class Settings
{
    public static bool Leaks { get; private set; }

    public static string[] Names() => new[] { "leaks=no  fill the memory, task by task" };

    public static void Set(string name, string value)
    {
        if (name != "leaks")
        {
            throw new ArgumentException("There is no setting '" + name + "'.");
        }

        Leaks = value == "yes";
    }
}
