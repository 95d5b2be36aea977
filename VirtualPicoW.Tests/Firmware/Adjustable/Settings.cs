using System;

namespace Adjustable;

/// <summary>What can be set before Main runs.</summary>
public static class Settings
{
    /// <summary>The port to listen on.</summary>
    public static int Port { get; private set; } = 9000;

    public static string[] Names() => new[] { "port=9000  the port to listen on" };

    public static void Set(string name, string value)
    {
        if (name != "port")
        {
            throw new ArgumentException("There is no setting '" + name + "'.");
        }

        if (!int.TryParse(value, out int port) || port < 1 || port > 65535)
        {
            throw new ArgumentException("port must be from 1 to 65535.");
        }

        Port = port;
    }
}
