using System;

namespace AsyncCore.Net;

/// <summary>
/// Reads the message of a name server. It trusts no length and no count in it, and reads each record once, so that no message can keep it
/// busy. It knows nothing of who sent it.
/// </summary>
internal sealed class DnsResponse
{
    /// <summary>How long an answer may be: with this size every server and network can deal.</summary>
    internal const int MaxMessageLength = 512;

    /// <summary>How many addresses of a host are kept.</summary>
    internal const int MaxAddresses = 8;

    /// <summary>How many bytes an address has.</summary>
    internal const int AddressLength = 4;

    private const int AliasType = 5;
    private const int AuthorityType = 6;
    private const int ShortestAuthority = 22;
    private const int RecordHeaderLength = 10;
    private const int ResponseMask = 0xF8;
    private const int Response = 0x80;
    private const int TruncatedMark = 0x02;
    private const int CodeMask = 0x0F;
    private const int NoSuchName = 3;
    private const int MaxLifetimeSeconds = 24 * 60 * 60;
    private const int MaxAbsenceSeconds = 60;

    private readonly DnsName name = new DnsName();
    private readonly byte[] addresses = new byte[MaxAddresses * AddressLength];
    private byte[] message;
    private int length;
    private int addressCount;

    // The record that was read last.
    private int type;
    private int lifetime;
    private int data;
    private int dataLength;

    /// <summary>Why the server refused, as a number of RFC 1035.</summary>
    internal int Code { get; private set; }

    /// <summary>What the name that was asked for stands for; null if it is no alias.</summary>
    internal string Alias { get; private set; }

    /// <summary>For how many seconds the answer holds.</summary>
    internal int LifetimeSeconds { get; private set; }

    /// <summary>A copy of the addresses, four bytes each.</summary>
    internal byte[] Addresses
    {
        get
        {
            byte[] copy = new byte[addressCount * AddressLength];
            Array.Copy(addresses, copy, copy.Length);
            return copy;
        }
    }

    /// <summary>The number that the message repeats from the question; -1 if it is too short to be one.</summary>
    internal static int IdOf(byte[] message, int length) => length < DnsQuery.HeaderLength ? -1 : (message[0] << 8) | message[1];

    /// <summary>Reads a message that may be the answer to the question for a host's addresses.</summary>
    internal DnsResponseKind Read(byte[] message, int length, string question)
    {
        this.message = message;
        this.length = length;
        addressCount = 0;
        Alias = null;
        Code = 0;
        LifetimeSeconds = 0;
        if (length < DnsQuery.HeaderLength || (message[2] & ResponseMask) != Response)
        {
            return DnsResponseKind.None;
        }

        Code = message[3] & CodeMask;
        if (IsBareRefusal)
        {
            return DnsResponseKind.Refused;
        }

        int records = SkipQuestion(question);
        if (records < 0)
        {
            return DnsResponseKind.Other;
        }

        if ((message[2] & TruncatedMark) != 0)
        {
            return DnsResponseKind.Truncated;
        }

        return Code == 0 || Code == NoSuchName ? ReadRecords(records, question) : DnsResponseKind.Refused;
    }

    /// <summary>True if it says that the server could not answer, without repeating what: many servers refuse so.</summary>
    private bool IsBareRefusal => Code != 0 && Code != NoSuchName && (length == DnsQuery.HeaderLength || Number(4) == 0);

    /// <summary>Where the records begin, or -1 if this is no answer to the question.</summary>
    private int SkipQuestion(string question)
    {
        if (Number(4) != 1)
        {
            return -1;
        }

        int end = name.Read(message, length, DnsQuery.HeaderLength);
        return end >= 0 && end + 4 <= length && name.Is(question)
            && Number(end) == DnsQuery.AddressType && Number(end + 2) == DnsQuery.InternetClass ? end + 4 : -1;
    }

    private DnsResponseKind ReadRecords(int offset, string question)
    {
        LifetimeSeconds = MaxLifetimeSeconds;
        offset = ReadAnswers(offset, question);
        if (offset < 0)
        {
            return DnsResponseKind.Malformed;
        }

        if (addressCount > 0)
        {
            return DnsResponseKind.Addresses;
        }

        int absence = ReadAuthorities(offset);
        if (absence < 0)
        {
            return DnsResponseKind.Malformed;
        }

        if (Alias != null && Code == 0 && absence == 0)
        {
            return DnsResponseKind.Alias;
        }

        LifetimeSeconds = absence < LifetimeSeconds ? absence : LifetimeSeconds;
        return Code == 0 ? DnsResponseKind.NoAddress : DnsResponseKind.NoName;
    }

    /// <summary>
    /// Follows the aliases to the addresses. Servers send them in that order; if one does not, the last alias is asked for by itself.
    /// </summary>
    /// <returns>Where the records go on, or -1.</returns>
    private int ReadAnswers(int offset, string question)
    {
        string sought = question;
        for (int left = Number(6); left > 0; left--)
        {
            offset = ReadRecord(offset);
            if (offset < 0)
            {
                return -1;
            }

            if (type == DnsQuery.AddressType && name.Is(sought))
            {
                if (dataLength != AddressLength)
                {
                    return -1;
                }

                AddAddress();
            }
            else if (type == AliasType && addressCount == 0 && name.Is(sought))
            {
                if (name.Read(message, length, data) != offset)
                {
                    return -1;
                }

                LimitLifetime();
                sought = name.ToString();
                Alias = sought;
            }
        }

        return offset;
    }

    /// <summary>For how long it holds that there is no address: servers say so in the record of the zone's authority.</summary>
    /// <returns>Seconds, 0 if that is not said; -1 if the records make no sense.</returns>
    private int ReadAuthorities(int offset)
    {
        int absence = 0;
        for (int left = Number(8); left > 0; left--)
        {
            offset = ReadRecord(offset);
            if (offset < 0)
            {
                return -1;
            }

            if (type == AuthorityType && dataLength >= ShortestAuthority)
            {
                int least = Seconds(data + dataLength - 4);
                absence = least < lifetime ? least : lifetime;
            }
        }

        return absence < MaxAbsenceSeconds ? absence : MaxAbsenceSeconds;
    }

    /// <summary>Reads one record, its owner's name too.</summary>
    /// <returns>Where the next one begins, or -1.</returns>
    private int ReadRecord(int offset)
    {
        int header = name.Read(message, length, offset);
        if (header < 0 || header + RecordHeaderLength > length)
        {
            return -1;
        }

        type = Number(header + 2) == DnsQuery.InternetClass ? Number(header) : 0;
        lifetime = Seconds(header + 4);
        dataLength = Number(header + 8);
        data = header + RecordHeaderLength;
        return data + dataLength <= length ? data + dataLength : -1;
    }

    private void AddAddress()
    {
        LimitLifetime();
        if (addressCount < MaxAddresses)
        {
            Array.Copy(message, data, addresses, addressCount * AddressLength, AddressLength);
            addressCount++;
        }
    }

    private void LimitLifetime() => LifetimeSeconds = lifetime < LifetimeSeconds ? lifetime : LifetimeSeconds;

    private int Number(int offset) => (message[offset] << 8) | message[offset + 1];

    /// <summary>A lifetime; what is negative counts as none.</summary>
    private int Seconds(int offset)
    {
        int seconds = (Number(offset) << 16) | Number(offset + 2);
        return seconds < 0 ? 0 : seconds;
    }
}
