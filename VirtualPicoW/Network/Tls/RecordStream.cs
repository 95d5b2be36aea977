using System;
using System.IO;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>
/// A board's socket as .NET's TLS wants it: a stream. It gives out one record at a time, as mbedTLS takes them, so that nothing is read ahead
/// and what has not been decrypted stays visible in the socket. It also knows how the peer behaved, which .NET tells only in words.
/// </summary>
internal sealed class RecordStream(ISocket socket) : Stream
{
    /// <summary>Of plain text in a record; the input buffer of this target has no room for more.</summary>
    public const int MaxTextLength = 6144;

    private const int HeaderLength = 5;
    private const int MaxOverhead = 325;
    private const int Alert = 21;
    private const int FirstType = 20;
    private const int LastType = 24;

    private readonly byte[] header = new byte[HeaderLength];
    private int headerLeft;
    private int bodyLeft;

    /// <summary>Whether the peer has ended the connection.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Whether the last record was an alert.</summary>
    public bool WasAlert => header[0] == Alert;

    /// <summary>What the socket, or the look at a record, failed with.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>How long a write may wait, in milliseconds; -1 for ever.</summary>
    public int SendTimeout { get; set; } = -1;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => count == 0 ? 0 : Guard(() =>
    {
        if (headerLeft + bodyLeft == 0 && !ReadHeader())
        {
            return 0;
        }

        if (headerLeft > 0)
        {
            int fromHeader = Math.Min(count, headerLeft);
            Array.Copy(header, HeaderLength - headerLeft, buffer, offset, fromHeader);
            headerLeft -= fromHeader;
            return fromHeader;
        }

        int received = socket.Receive(buffer, offset, Math.Min(count, bodyLeft), false, -1);
        bodyLeft -= received;
        HasEnded |= received == 0;
        return received;
    });

    public override void Write(byte[] buffer, int offset, int count) => Guard(() => socket.Send(buffer, offset, count, SendTimeout));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private bool ReadHeader()
    {
        for (int got = 0; got < HeaderLength;)
        {
            int received = socket.Receive(header, got, HeaderLength - got, false, -1);
            if (received == 0)
            {
                HasEnded = true;
                return false;
            }

            got += received;
        }

        int length = (header[3] << 8) | header[4];
        if (header[0] is < FirstType or > LastType || header[1] != 3)
        {
            throw new TlsFailure(TlsCode.InvalidRecord, "What the peer sent is not TLS.");
        }

        if (length > MaxTextLength + MaxOverhead)
        {
            throw new TlsFailure(
                TlsCode.InvalidRecord, $"The peer sent a record of {length} bytes, and the board has room for {MaxTextLength} of plain text.");
        }

        headerLeft = HeaderLength;
        bodyLeft = length;
        return true;
    }

    private int Guard(Func<int> operation)
    {
        try
        {
            return operation();
        }
        catch (Exception exception)
        {
            Failure = exception;
            throw;
        }
    }
}
