using System;

namespace AsyncCore.Samples;

/// <summary>Whom a sample talks to. Change the defaults here for a board, or with <c>--set</c> on the virtual Pico W.</summary>
public static class Settings
{
    /// <summary>A name or an IPv4 address. The default is this computer, as the virtual Pico W sees it; a board needs another.</summary>
    public static string Host { get; private set; } = "127.0.0.1";

    /// <summary>The port there.</summary>
    public static int Port { get; private set; } = Program.UsualPort;

    /// <summary>The settings, as lines for people: name, value, description.</summary>
    /// <returns>One line each: <c>name=default  description</c>.</returns>
    public static string[] Names() => new[]
    {
        "host=" + Host + "  the host to talk to: a name or an IPv4 address",
        "port=" + Port + "  the port there",
    };

    /// <summary>Changes a setting.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="value">Its new value.</param>
    /// <exception cref="ArgumentException">There is no such setting, or the value is out of its range.</exception>
    public static void Set(string name, string value)
    {
        switch (name)
        {
            case "host":
                Host = value.Length > 0 ? value : throw new ArgumentException("host takes a name or an IPv4 address.");
                break;
            case "port":
                Port = int.TryParse(value, out int port) && port >= 1 && port <= 65535
                    ? port
                    : throw new ArgumentException("port takes a number from 1 to 65535, not '" + value + "'.");
                break;
            default:
                throw new ArgumentException("There is no setting '" + name + "'. There are host and port.");
        }
    }
}
