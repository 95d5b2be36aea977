namespace AsyncCore.Net;

/// <summary>Writes the message that asks a name server for the IPv4 addresses of a host.</summary>
internal static class DnsQuery
{
    /// <summary>How many bytes are before the question.</summary>
    internal const int HeaderLength = 12;

    /// <summary>The type of a record with an IPv4 address.</summary>
    internal const int AddressType = 1;

    /// <summary>The class of everything in the Internet.</summary>
    internal const int InternetClass = 1;

    private const int RecursionDesired = 1;

    /// <summary>Writes the message.</summary>
    /// <param name="message">Where to; 271 bytes are enough for any name.</param>
    /// <param name="id">A number, 0 to 65535, that the answer repeats.</param>
    /// <param name="name">The host's name, checked.</param>
    /// <returns>How long the message is.</returns>
    internal static int Write(byte[] message, int id, string name)
    {
        for (int i = 0; i < HeaderLength; i++)
        {
            message[i] = 0;
        }

        WriteNumber(message, 0, id);
        message[2] = RecursionDesired;
        WriteNumber(message, 4, 1);
        int end = WriteName(message, HeaderLength, name);
        WriteNumber(message, end, AddressType);
        WriteNumber(message, end + 2, InternetClass);
        return end + 4;
    }

    private static int WriteName(byte[] message, int offset, string name)
    {
        // Each label goes behind its length, which takes the place of the dot before it.
        int size = offset;
        for (int i = 0; i <= name.Length; i++)
        {
            if (i < name.Length && name[i] != '.')
            {
                message[offset + i + 1] = (byte)name[i];
                continue;
            }

            message[size] = (byte)(offset + i - size);
            size = offset + i + 1;
        }

        message[size] = 0;
        return size + 1;
    }

    private static void WriteNumber(byte[] message, int offset, int number)
    {
        message[offset] = (byte)(number >> 8);
        message[offset + 1] = (byte)number;
    }
}
