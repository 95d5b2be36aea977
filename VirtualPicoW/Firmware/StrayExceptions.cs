using System;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>
/// An unhandled exception ends the whole process on .NET, but only its own thread on nanoFramework. So exceptions that
/// come out of firmware threads are reported to the board they belong to and end there.
/// </summary>
internal static class StrayExceptions
{
    static StrayExceptions() => ExceptionHandling.SetUnhandledExceptionHandler(IsFirmwares);

    /// <summary>Begins to watch; calling it again changes nothing.</summary>
    public static void Watch()
    {
    }

    private static bool IsFirmwares(Exception exception)
    {
        if (exception is BoardStoppedException)
        {
            return true;
        }

        foreach (StackFrame frame in new StackTrace(exception).GetFrames())
        {
            if (frame.GetMethod()?.DeclaringType is { } type && Boards.Find(type) is VirtualBoard board)
            {
                board.ReportStray(exception);
                return true;
            }
        }

        return false;
    }
}
