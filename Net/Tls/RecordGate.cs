namespace AsyncCore.Net;

/// <summary>
/// Looks at the TLS records that have come, before they are read. nanoFramework's read stops the whole board until the record it has begun is there
/// to its end, and it does not tell a goodbye from a cut; both can be seen from outside. It knows nothing of what is in a record.
/// </summary>
/// <remarks>A record begins with its type, two bytes of version and two of length. These are never encrypted in TLS 1.2.</remarks>
internal sealed class RecordGate
{
    /// <summary>Nothing has come.</summary>
    internal const int Nothing = 0;

    /// <summary>The beginning of a record has come.</summary>
    internal const int Part = 1;

    /// <summary>A record has come, as far as it can.</summary>
    internal const int Whole = 2;

    /// <summary>The other end has ended the connection.</summary>
    internal const int End = 3;

    /// <summary>What has come is no record of TLS.</summary>
    internal const int Foreign = 4;

    /// <summary>The beginning of a record has come that claims more than the board takes, or TLS allows.</summary>
    internal const int TooLong = 5;

    /// <summary>What the board takes of one record, in bytes of plain text.</summary>
    internal const int MaxTextLength = 6144;

    /// <summary>The types of records.</summary>
    internal const int Alert = 21;
    internal const int Handshake = 22;
    internal const int ApplicationData = 23;

    private const int FirstType = 20;
    private const int LastType = 24;
    private const int MajorVersion = 3;
    private const int HeaderLength = 5;

    /// <summary>
    /// What surely comes although nobody reads: the receive window of 5920 bytes, less one segment of room that the board has and does not tell of yet,
    /// less the segment that a sender holds back until there is room for all of it. For the rest of a longer record the board has to wait.
    /// </summary>
    private const int SurelyComes = 2900;

    /// <summary>The board's buffer takes this, and what encryption adds to it.</summary>
    private const int MaxRecordLength = MaxTextLength + 325;

    private readonly PolledSocket socket;
    private readonly byte[] header = new byte[HeaderLength];

    private int enough;

    internal RecordGate(PolledSocket socket)
    {
        this.socket = socket;
        Purpose = socket.Purpose;
        socket.SignalFor(this);
    }

    /// <summary>What the socket is in use for, in the words of a report.</summary>
    internal string Purpose { get; }

    /// <summary>True if it is worth another look.</summary>
    internal bool HasEnough => enough == 0 || socket.Available >= enough;

    /// <summary>The type of the record that has come, or of what is no record at all.</summary>
    internal int Type => header[0];

    /// <summary>How long the record is that has come, in bytes without its header.</summary>
    internal int Length => (header[3] << 8) + header[4];

    /// <summary>How many bytes have come of it.</summary>
    internal int Available => socket.Available;

    /// <summary>Says what has come, and has the socket signal only when it is worth the next look.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The socket has failed.</exception>
    internal int Look()
    {
        enough = 0;
        if (!socket.CanRead)
        {
            return Nothing;
        }

        int available = socket.Available;
        if (available == 0)
        {
            return End;
        }

        int seen = socket.Peek(header);
        if (IsForeign(seen))
        {
            return Foreign;
        }

        if (seen < HeaderLength)
        {
            // If more is there than can be seen, the header lies in two segments. Its length remains unknown, and the read waits for the rest.
            return available < HeaderLength ? WaitFor(HeaderLength) : Whole;
        }

        int length = HeaderLength + Length;
        if (length > MaxRecordLength)
        {
            return TooLong;
        }

        int needed = length < SurelyComes ? length : SurelyComes;
        return available < needed ? WaitFor(needed) : Whole;
    }

    /// <summary>True as soon as that can be seen, so that nobody waits for the rest of it.</summary>
    private bool IsForeign(int seen) => Type < FirstType || Type > LastType
        || (seen > 1 && header[1] != MajorVersion)
        || (seen >= HeaderLength && Length == 0 && Type != ApplicationData);

    /// <summary>A peer that has reset the connection sends no more, and with bytes unread only the other direction tells.</summary>
    private int WaitFor(int bytes)
    {
        _ = socket.CanWrite;
        enough = bytes;
        return Part;
    }
}
