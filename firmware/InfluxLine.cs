namespace AsyncCore.Firmware;

/// <summary>One line of InfluxDB's line protocol, <c>measurement field=1i,field=2i</c>, built in a buffer that is used again and again.</summary>
internal sealed class InfluxLine
{
    private const int MaxDigits = 19;

    private readonly byte[] digits = new byte[MaxDigits];
    private readonly string measurement;
    private char separator;

    internal InfluxLine(string measurement, int capacity)
    {
        this.measurement = measurement;
        Bytes = new byte[capacity];
    }

    /// <summary>The buffer, of which the first <see cref="Length"/> bytes are the line.</summary>
    internal byte[] Bytes { get; }

    /// <summary>How long the line is.</summary>
    internal int Length { get; private set; }

    /// <summary>Begins a line.</summary>
    internal InfluxLine Begin()
    {
        Length = 0;
        separator = ' ';
        Append(measurement);
        return this;
    }

    /// <summary>Adds an integer field.</summary>
    internal InfluxLine Field(string name, long value)
    {
        Append(separator);
        separator = ',';
        Append(name);
        Append('=');
        Append(value);
        Append('i');
        return this;
    }

    /// <summary>Ends the line, so that several are told apart wherever they are shown.</summary>
    internal void End() => Append('\n');

    private void Append(char character) => Bytes[Length++] = (byte)character;

    private void Append(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            Append(text[i]);
        }
    }

    private void Append(long value)
    {
        if (value < 0)
        {
            Append('-');
            value = -value;
        }

        int count = 0;
        do
        {
            digits[count++] = (byte)('0' + (value % 10));
            value /= 10;
        }
        while (value > 0);

        while (count > 0)
        {
            Bytes[Length++] = digits[--count];
        }
    }
}
