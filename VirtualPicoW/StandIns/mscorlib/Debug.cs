using VirtualPicoW.Hardware;

namespace System.Diagnostics;

/// <summary>Prints to the log of the board; on a board it shares the channel with <see cref="Console"/>.</summary>
public static class Debug
{
    private static readonly IOutput Output = Boards.Of(typeof(Debug)).Output;

    /// <summary>Complains if the condition does not hold.</summary>
    [Conditional("DEBUG")]
    public static void Assert(bool condition) => Assert(condition, string.Empty);

    /// <summary>Complains if the condition does not hold.</summary>
    [Conditional("DEBUG")]
    public static void Assert(bool condition, string message) => Assert(condition, message, string.Empty);

    /// <summary>
    /// Complains if the condition does not hold. Without a debugger a board goes on after a failed assertion; here it
    /// throws, so that nobody overlooks it.
    /// </summary>
    [Conditional("DEBUG")]
    public static void Assert(bool condition, string message, string detailedMessage)
    {
        if (!condition)
        {
            throw new InvalidOperationException($"Assertion failed. {message} {detailedMessage}".TrimEnd());
        }
    }

    /// <summary>Prints text without ending the line.</summary>
    [Conditional("DEBUG")]
    public static void Write(string message) => Output.Write(message);

    /// <summary>Ends the line.</summary>
    [Conditional("DEBUG")]
    public static void WriteLine() => Output.WriteLine(string.Empty);

    /// <summary>Prints text and ends the line.</summary>
    [Conditional("DEBUG")]
    public static void WriteLine(string message) => Output.WriteLine(message);
}
