namespace UnitTests;

/// <summary>Writes the messages of name servers, good ones and bad ones. A null owner is a pointer to the name in the question.</summary>
internal sealed class DnsMessageWriter
{
    internal const int Ok = 0;
    internal const int ServerFailure = 2;
    internal const int NoSuchName = 3;
    internal const int Refused = 5;

    private const int FirstAnswerCount = 7;
    private const int FirstAuthorityCount = 9;

    /// <summary>Begins an answer.</summary>
    internal DnsMessageWriter(int id, string question, int code)
    {
        Number(id);
        Number(0x8180 | code);
        Number(1);
        Number(0);
        Number(0);
        Number(0);
        Name(question);
        Number(1);
        Number(1);
    }

    /// <summary>An answer of which only the header was sent.</summary>
    internal static DnsMessageWriter Bare(int id, int code) => new DnsMessageWriter(id, "a", code) { Length = 12 };

    internal byte[] Bytes { get; } = new byte[1000];

    internal int Length { get; set; }

    internal DnsMessageWriter Byte(int value)
    {
        Bytes[Length++] = (byte)value;
        return this;
    }

    internal DnsMessageWriter Number(int value) => Byte(value >> 8).Byte(value);

    internal DnsMessageWriter Name(string name)
    {
        foreach (string label in name.Split('.'))
        {
            Byte(label.Length);
            for (int i = 0; i < label.Length; i++)
            {
                Byte(label[i]);
            }
        }

        return Byte(0);
    }

    /// <summary>A record up to its data.</summary>
    internal DnsMessageWriter Record(string owner, int type, int lifetime, int dataLength)
    {
        Bytes[FirstAnswerCount]++;
        if (owner == null)
        {
            Number(0xC00C);
        }
        else
        {
            Name(owner);
        }

        return Number(type).Number(1).Number(lifetime >> 16).Number(lifetime).Number(dataLength);
    }

    /// <summary>The address 10.0.x.y, from the number 256 x + y.</summary>
    internal DnsMessageWriter Address(string owner, int lifetime, int number) => Record(owner, 1, lifetime, 4).Number(10 << 8).Number(number);

    internal DnsMessageWriter Alias(string owner, int lifetime, string target) => Record(owner, 5, lifetime, target.Length + 2).Name(target);

    /// <summary>Who is in charge of the zone: tells how long an absence lasts.</summary>
    internal DnsMessageWriter Authority(int lifetime, int absence)
    {
        Record(null, 6, lifetime, 22);
        Bytes[FirstAnswerCount]--;
        Bytes[FirstAuthorityCount]++;
        return Byte(0).Byte(0).Number(0).Number(0).Number(0).Number(0).Number(0).Number(0).Number(0).Number(0).Number(absence >> 16).Number(absence);
    }

    /// <summary>So many zeros.</summary>
    internal DnsMessageWriter Skip(int count)
    {
        Length += count;
        return this;
    }

    /// <summary>Overwrites a byte.</summary>
    internal DnsMessageWriter Put(int offset, int value)
    {
        Bytes[offset] = (byte)value;
        return this;
    }
}
