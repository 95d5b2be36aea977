extern alias DotNet;

using Builder = DotNet::System.Text.StringBuilder;

namespace System.Text;

/// <summary>Builds strings. It cannot be .NET's own, because the indexer has another name there.</summary>
public sealed class StringBuilder
{
    private readonly Builder builder;

    /// <summary>From a part of a string.</summary>
    public StringBuilder(string value, int startIndex, int length, int capacity) =>
        builder = new Builder(value, startIndex, length, capacity);

    /// <summary>From a string.</summary>
    public StringBuilder(string value, int capacity) => builder = new Builder(value, capacity);

    /// <summary>Empty.</summary>
    public StringBuilder(int capacity, int maxCapacity) => builder = new Builder(capacity, maxCapacity);

    /// <summary>Empty.</summary>
    public StringBuilder(int capacity) => builder = new Builder(capacity);

    /// <summary>From a string.</summary>
    public StringBuilder(string value) => builder = new Builder(value);

    /// <summary>Empty.</summary>
    public StringBuilder() => builder = new Builder();

    /// <summary>How long it can become.</summary>
    public int MaxCapacity => builder.MaxCapacity;

    /// <summary>How long it can become before it needs more memory.</summary>
    public int Capacity
    {
        get => builder.Capacity;
        set => builder.Capacity = value;
    }

    /// <summary>How long it is.</summary>
    public int Length
    {
        get => builder.Length;
        set => builder.Length = value;
    }

    /// <summary>One of its characters.</summary>
    public char this[int index]
    {
        get => builder[index];
        set => builder[index] = value;
    }

    /// <summary>Adds to the end.</summary>
    public StringBuilder Append(bool value) => This(builder.Append(value));

    /// <summary>Adds to the end.</summary>
    public StringBuilder Append(byte value) => This(builder.Append(value));

    /// <summary>Adds to the end.</summary>
    public StringBuilder Append(char value) => This(builder.Append(value));

    /// <summary>Adds to the end.</summary>
    public StringBuilder Append(double value) => This(builder.Append(value));

    /// <summary>Adds to the end.</summary>
    public StringBuilder Append(short value) => This(builder.Append(value));

    /// <summary>Adds to the end.</summary>
    public StringBuilder Append(char[] value) => This(builder.Append(value));

    /// <summary>Adds to the end.</summary>
    public StringBuilder Append(int value) => This(builder.Append(value));

    /// <summary>Adds to the end.</summary>
    public StringBuilder Append(long value) => This(builder.Append(value));

    /// <summary>Adds to the end.</summary>
    public StringBuilder Append(object value) => This(builder.Append(value));

    /// <summary>Adds to the end.</summary>
    public StringBuilder Append(string value) => This(builder.Append(value));

    /// <summary>Adds to the end.</summary>
    public StringBuilder Append(sbyte value) => This(builder.Append(value));

    /// <summary>Adds to the end.</summary>
    public StringBuilder Append(float value) => This(builder.Append(value));

    /// <summary>Adds to the end.</summary>
    public StringBuilder Append(ushort value) => This(builder.Append(value));

    /// <summary>Adds to the end.</summary>
    public StringBuilder Append(uint value) => This(builder.Append(value));

    /// <summary>Adds to the end.</summary>
    public StringBuilder Append(ulong value) => This(builder.Append(value));

    /// <summary>Adds to the end.</summary>
    public StringBuilder Append(string value, int startIndex, int count) => This(builder.Append(value, startIndex, count));

    /// <summary>Adds to the end.</summary>
    public StringBuilder Append(char[] value, int startIndex, int charCount) => This(builder.Append(value, startIndex, charCount));

    /// <summary>Adds to the end.</summary>
    public StringBuilder Append(char value, int repeatCount) => This(builder.Append(value, repeatCount));

    /// <summary>Adds a line end, CR and LF whatever the machine's own is.</summary>
    public StringBuilder AppendLine() => This(builder.Append("\r\n"));

    /// <summary>Adds a line.</summary>
    public StringBuilder AppendLine(string str) => This(builder.Append(str).Append("\r\n"));

    /// <summary>Takes a part out.</summary>
    public StringBuilder Remove(int startIndex, int length) => This(builder.Remove(startIndex, length));

    /// <summary>Puts text in, so many times.</summary>
    public StringBuilder Insert(int index, string value, int count) => This(builder.Insert(index, value, count));

    /// <summary>Puts a part of an array in.</summary>
    public StringBuilder Insert(int index, char[] value, int startIndex, int charCount) =>
        This(builder.Insert(index, value, startIndex, charCount));

    /// <summary>Replaces in a part.</summary>
    public StringBuilder Replace(char oldChar, char newChar, int startIndex, int count) =>
        This(builder.Replace(oldChar, newChar, startIndex, count));

    /// <summary>Replaces everywhere.</summary>
    public StringBuilder Replace(char oldChar, char newChar) => This(builder.Replace(oldChar, newChar));

    /// <summary>Replaces in a part.</summary>
    public StringBuilder Replace(string oldValue, string newValue, int startIndex, int count) =>
        This(builder.Replace(oldValue, newValue, startIndex, count));

    /// <summary>Replaces everywhere.</summary>
    public StringBuilder Replace(string oldValue, string newValue) => This(builder.Replace(oldValue, newValue));

    /// <summary>Empties it.</summary>
    public StringBuilder Clear() => This(builder.Clear());

    /// <inheritdoc/>
    public override string ToString() => builder.ToString();

    /// <summary>A part of it.</summary>
    public string ToString(int startIndex, int length) => builder.ToString(startIndex, length);

    private StringBuilder This(Builder builder) => this;
}
