using System.Net;

namespace AsyncCore.Net;

/// <summary>What is known of a name, and until when: its addresses, or that there are none.</summary>
internal sealed class NameCacheEntry
{
    private readonly DnsResponseKind kind;
    private readonly byte[] addresses;

    internal NameCacheEntry(string name, DnsResponseKind kind, byte[] addresses, long expiryMs)
    {
        Name = name;
        this.kind = kind;
        this.addresses = addresses;
        ExpiryMs = expiryMs;
    }

    /// <summary>The name, in small letters.</summary>
    internal string Name { get; }

    /// <summary>When it ceases to hold, in the loop's time.</summary>
    internal long ExpiryMs { get; }

    /// <summary>The addresses. They are made anew each time: on the board an object of that kind is some thirty times the size of its four bytes.</summary>
    /// <exception cref="NameNotFoundException">There are none.</exception>
    internal IPAddress[] ToAddresses()
    {
        if (kind != DnsResponseKind.Addresses)
        {
            throw new NameNotFoundException(
                kind == DnsResponseKind.NoName ? "There is no host named '" + Name + "'." : "The host '" + Name + "' has no IPv4 address.");
        }

        IPAddress[] result = new IPAddress[addresses.Length / DnsResponse.AddressLength];
        for (int i = 0; i < result.Length; i++)
        {
            int first = i * DnsResponse.AddressLength;
            result[i] = new IPAddress(new byte[] { addresses[first], addresses[first + 1], addresses[first + 2], addresses[first + 3] });
        }

        return result;
    }
}
