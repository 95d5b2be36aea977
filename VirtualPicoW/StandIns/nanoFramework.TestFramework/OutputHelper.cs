using VirtualPicoW.Hardware;

namespace nanoFramework.TestFramework;

/// <summary>Prints from tests, to the log of the board.</summary>
public static class OutputHelper
{
    private static readonly IOutput Output = Boards.Of(typeof(OutputHelper)).Output;

    /// <summary>Prints text without ending the line.</summary>
    public static void Write(string message) => Output.Write(message);

    /// <summary>Prints text and ends the line.</summary>
    public static void WriteLine(string message) => Output.WriteLine(message);
}
