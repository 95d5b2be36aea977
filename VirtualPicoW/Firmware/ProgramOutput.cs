using System.Text;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>Turns what the program prints, in whatever pieces, into lines of the log.</summary>
internal sealed class ProgramOutput(BoardLog log, Power power) : IOutput
{
    private readonly StringBuilder _line = new();

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
        lock (_line)
        {
            if (_line.Length > 0)
            {
                EndLine();
            }
        }
    }

    private void Add(string text)
    {
        lock (_line)
        {
            foreach (var character in text)
            {
                if (character == '\n')
                {
                    EndLine();
                }
                else if (character != '\r')
                {
                    _line.Append(character);
                }
            }
        }
    }

    private void EndLine()
    {
        log.Add("app", _line.ToString());
        _line.Clear();
    }
}
