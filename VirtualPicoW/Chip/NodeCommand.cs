using System;
using System.ComponentModel;
using System.Diagnostics;

namespace VirtualPicoW;

/// <summary>Node.js, which the harness runs on.</summary>
internal static class NodeCommand
{
    /// <summary>What it is started by.</summary>
    public const string Name = "node";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>What it says of itself, such as v22.1.0.</summary>
    /// <returns>Null if there is no such command.</returns>
    public static string? Version(string command = Name)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(command, ["--version"]) { RedirectStandardOutput = true })!;
            string version = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit(Patience);
            return version;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
