using System.Text;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>Turns what the program prints, in whatever pieces, into lines of the log.</summary>
internal sealed class ProgramOutput(BoardLog log, Power power) : IOutput
{
    private readonly StringBuilder line = new();

    void IOutput.Write(string? text)
    {
        power.Require();
        Add(text ?? string.Empty);
    }

    void IOutput.WriteLine(string? text)
    {
        power.Require();
        Add(text + "\n");
    }

    /// <summary>Ends a line that the program did not end.</summary>
    public void Flush()
    {
        lock (line)
        {
            if (line.Length > 0)
            {
                EndLine();
            }
        }
    }

    private void Add(string text)
    {
        lock (line)
        {
            foreach (char character in text)
            {
                if (character == '\n')
                {
                    EndLine();
                }
                else if (character != '\r')
                {
                    line.Append(character);
                }
            }
        }
    }

    private void EndLine()
    {
        log.Add("app", line.ToString());
        line.Clear();
    }
}
