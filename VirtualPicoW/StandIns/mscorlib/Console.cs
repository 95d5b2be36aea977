using VirtualPicoW.Hardware;

namespace System;

/// <summary>Prints to the log of the board.</summary>
public static class Console
{
    private static readonly IOutput Output = Boards.Of(typeof(Console)).Output;

    /// <summary>Prints text without ending the line.</summary>
    public static void Write(string value) => Output.Write(value);

    /// <summary>Ends the line.</summary>
    public static void WriteLine() => Output.WriteLine(string.Empty);

    /// <summary>Prints text and ends the line.</summary>
    public static void WriteLine(string value) => Output.WriteLine(value);
}
