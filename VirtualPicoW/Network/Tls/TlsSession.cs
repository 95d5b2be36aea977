using System;
using System.Net.Security;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>
/// A connection that .NET encrypts and that waits as nanoFramework's does: reading goes record by record, and what is left over of one is what
/// <see cref="ITlsSession.Available"/> tells.
/// </summary>
internal sealed class TlsSession(ISocket socket, RecordStream records, SslStream stream) : ITlsSession
{
    /// <summary>The output buffer of this target.</summary>
    private const int MaxWriteLength = 4096;

    private readonly byte[] text = new byte[1 << 14];
    private int start;
    private int count;

    public int Available => count;

    public int Read(byte[] buffer, int offset, int size, int timeoutMilliseconds)
    {
        if (size == 0)
        {
            return 0;
        }

        if (count == 0)
        {
            if (!socket.Poll(TimeSpan.FromMilliseconds(timeoutMilliseconds), Readiness.Read))
            {
                throw SocketFailures.TimedOut("Receiving");
            }

            start = 0;
            count = ReadRecord();
        }

        int taken = Math.Min(size, count);
        Array.Copy(text, start, buffer, offset, taken);
        start += taken;
        count -= taken;
        return taken;
    }

    public void Write(byte[] buffer, int offset, int size, int timeoutMilliseconds)
    {
        records.SendTimeout = timeoutMilliseconds;
        try
        {
            for (int sent = 0; sent < size; sent += MaxWriteLength)
            {
                stream.Write(buffer, offset + sent, Math.Min(MaxWriteLength, size - sent));
            }
        }
        catch (Exception exception)
        {
            throw Explain(exception);
        }
    }

    public void Close()
    {
        try
        {
            if (records.Failure == null)
            {
                // If there is no room for it now, it is not said.
                records.SendTimeout = 0;
                stream.ShutdownAsync().GetAwaiter().GetResult();
            }
        }
        catch (Exception exception) when (exception is SocketFailure or System.IO.IOException or InvalidOperationException)
        {
            // The goodbye is a courtesy; the connection is over either way.
        }

        stream.Dispose();
        socket.Close();
    }

    private int ReadRecord()
    {
        try
        {
            int count = stream.Read(text, 0, text.Length);
            return count <= RecordStream.MaxTextLength ? count : throw Lost("A record was too long.");
        }
        catch (Exception) when (records is { HasEnded: true, Failure: null })
        {
            // mbedTLS takes an end in the middle of a record for the end of the stream.
            return 0;
        }
        catch (Exception exception)
        {
            throw Explain(exception);
        }
    }

    private Exception Explain(Exception exception) =>
        records.Failure is SocketFailure or BoardStoppedException ? records.Failure : exception as SocketFailure ?? Lost(exception.Message);

    /// <summary>nanoFramework says -1 for whatever goes wrong after the handshake.</summary>
    private static SocketFailure Lost(string reason) => new(-1, $"The TLS connection is lost: {reason}");
}
