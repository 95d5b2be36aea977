namespace VirtualPicoW.Hardware;

/// <summary>The debug channel of the board: what the program prints.</summary>
public interface IOutput
{
    /// <summary>Adds text to the line being printed.</summary>
    void Write(string? text);

    /// <summary>Adds text and ends the line.</summary>
    void WriteLine(string? text);
}
