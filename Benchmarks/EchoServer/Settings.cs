using System;

namespace Benchmarks.EchoServer;

/// <summary>What can be set before the server starts.</summary>
public static class Settings
{
    /// <summary>The TCP port.</summary>
    public static int Port { get; private set; } = 9000;

    /// <summary>How many tasks spin beside it.</summary>
    public static int Spinning { get; private set; }

    /// <summary>The settings, as lines for people: name, value, description.</summary>
    /// <returns>One line each.</returns>
    public static string[] Names() => new[]
    {
        "port=" + Port + "  the TCP port",
        "spinning=" + Spinning + "  how many tasks spin beside the server",
    };

    /// <summary>Changes a setting.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="value">A number.</param>
    /// <exception cref="ArgumentException">There is no such setting.</exception>
    public static void Set(string name, string value)
    {
        switch (name)
        {
            case "port":
                Port = int.Parse(value);
                break;
            case "spinning":
                Spinning = int.Parse(value);
                break;
            default:
                throw new ArgumentException("There is no setting '" + name + "', only port and spinning.");
        }
    }
}
