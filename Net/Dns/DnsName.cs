using System.Text;

namespace AsyncCore.Net;

/// <summary>
/// A name as it stands in a message of a name server, where its end may be a pointer to a name further ahead. No length in it is trusted,
/// and pointers lead backwards only, so that none can lead in a circle.
/// </summary>
internal sealed class DnsName
{
    /// <summary>What stands there is no name.</summary>
    internal const int Malformed = -1;

    private const int FirstPointer = 0xC0;

    private readonly byte[] text = new byte[HostName.MaxNameLength];
    private int textLength;

    /// <summary>Reads a name, into small letters and dots.</summary>
    /// <param name="message">The message.</param>
    /// <param name="length">How long it is.</param>
    /// <param name="offset">Where the name begins.</param>
    /// <returns>Where the message goes on behind the name, or <see cref="Malformed"/>.</returns>
    internal int Read(byte[] message, int length, int offset)
    {
        textLength = 0;
        int end = Malformed;
        int start = offset;
        while (offset < length)
        {
            int size = message[offset++];
            if (size == 0)
            {
                return end == Malformed ? offset : end;
            }

            if (size >= FirstPointer)
            {
                int target = offset < length ? ((size - FirstPointer) << 8) | message[offset++] : start;
                if (target >= start)
                {
                    return Malformed;
                }

                end = end == Malformed ? offset : end;
                start = target;
                offset = target;
                continue;
            }

            if (size > length - offset || !Append(message, offset, size))
            {
                return Malformed;
            }

            offset += size;
        }

        return Malformed;
    }

    /// <summary>True if the name that was read last is this one, in small letters.</summary>
    internal bool Is(string name)
    {
        if (name.Length != textLength)
        {
            return false;
        }

        for (int i = 0; i < textLength; i++)
        {
            if (text[i] != name[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The name that was read last.</summary>
    public override string ToString() => Encoding.UTF8.GetString(text, 0, textLength);

    private bool Append(byte[] message, int offset, int size)
    {
        if (textLength > 0 && textLength < text.Length)
        {
            text[textLength++] = (byte)'.';
        }

        if (size > HostName.MaxLabelLength || size > text.Length - textLength)
        {
            return false;
        }

        for (int i = 0; i < size; i++)
        {
            byte character = message[offset + i];
            if (character <= ' ' || character > '~' || character == '.')
            {
                return false;
            }

            text[textLength++] = (byte)HostName.Lower((char)character);
        }

        return true;
    }
}
