using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading;

namespace VirtualPicoW;

/// <summary>Reads commands line by line, on a thread of its own, and says them to a board. The board does not mind if there is nothing to read.</summary>
internal static class BoardConsole
{
    /// <summary>Begins to read standard input.</summary>
    public static void Begin(VirtualBoard board)
    {
        if (!IsInBackground())
        {
            // Not Console.In, which changes the settings of a terminal.
            Begin(board, new StreamReader(Console.OpenStandardInput()));
        }
    }

    /// <summary>Begins to read.</summary>
    public static void Begin(VirtualBoard board, TextReader reader) =>
        new Thread(() => Read(board, reader)) { IsBackground = true, Name = "console" }.Start();

    private static void Read(VirtualBoard board, TextReader reader)
    {
        bool isUsed = false;
        try
        {
            while (reader.ReadLine() is { } line)
            {
                if (!string.IsNullOrWhiteSpace(line))
                {
                    isUsed = true;
                    board.Do(line);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            // As if it had ended.
        }

        if (isUsed)
        {
            board.Tell("console", "closed; the board goes on");
        }
    }

    /// <summary>A process that reads a terminal which another one has in hand is stopped by the system.</summary>
    private static bool IsInBackground()
    {
        if (OperatingSystem.IsWindows() || Console.IsInputRedirected)
        {
            return false;
        }

        try
        {
            return GetForegroundGroup(0) != GetGroup();
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "tcgetpgrp")]
    private static extern int GetForegroundGroup(int file);

    [DllImport("libc", EntryPoint = "getpgrp")]
    private static extern int GetGroup();
}
