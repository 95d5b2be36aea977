using System.Net.Security;
using System.Net.Sockets;

namespace AsyncCore.Net;

/// <summary>A TLS connection as a transport, from the end of its handshake on. It reads only records that are there, so that it never waits.</summary>
/// <remarks>
/// Three things can be readable: bytes that are decrypted already, which the socket knows nothing of; a whole record; and the end. An end without
/// a goodbye is a connection that was cut, by whomever.
/// </remarks>
internal sealed class TlsTransport : Transport
{
    /// <summary>What one write may hold so that it does not wait, with what encryption adds to it: see <see cref="PolledSocket.Write"/>.</summary>
    private const int MaxWriteLength = 2800;

    private readonly PolledSocket socket;
    private readonly SslStream stream;
    private readonly RecordGate gate;
    private readonly RecordAlarm alarm;
    private bool isEnded;

    internal TlsTransport(PolledSocket socket, SslStream stream)
    {
        this.socket = socket;
        this.stream = stream;
        gate = new RecordGate(socket);
        alarm = new RecordAlarm(socket);
    }

    /// <inheritdoc/>
    public override string Peer => socket.Peer;

    /// <inheritdoc/>
    public override string Local => socket.Local;

    /// <inheritdoc/>
    protected internal override Transport Base => socket;

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        try
        {
            if (stream.Length > 0)
            {
                return stream.Read(buffer, offset, count);
            }

            return isEnded ? 0 : ReadRecord(buffer, offset, count);
        }
        catch (SocketException exception)
        {
            throw Lost(exception);
        }
    }

    /// <inheritdoc/>
    public override int Write(byte[] buffer, int offset, int count)
    {
        try
        {
            if (!socket.CanWrite)
            {
                return WouldWait;
            }

            int taken = count < MaxWriteLength ? count : MaxWriteLength;
            SocketPoller.NoteExchange();
            stream.Write(buffer, offset, taken);
            return taken;
        }
        catch (SocketException exception)
        {
            throw Lost(exception);
        }
    }

    /// <inheritdoc/>
    public override void Close()
    {
        alarm.Stop();
        stream.Dispose();
        socket.Close();
    }

    private int ReadRecord(byte[] buffer, int offset, int count)
    {
        int found = gate.Look();
        if (found == RecordGate.Part)
        {
            return alarm.Allows(gate.Available) ? WouldWait : throw Stuck();
        }

        alarm.Stop();
        return found switch
        {
            RecordGate.Nothing => WouldWait,
            RecordGate.Whole => TakeRecord(buffer, offset, count),
            RecordGate.Foreign => throw new ConnectionResetException(Peer + " sent what is no TLS."),
            RecordGate.TooLong => throw new ConnectionResetException(
                Peer + " sent a TLS record of " + gate.Length + " bytes, and the board takes " + RecordGate.MaxTextLength + " at most. Have it send smaller ones."),
            _ => throw Cut(),
        };
    }

    private int TakeRecord(byte[] buffer, int offset, int count)
    {
        int type = gate.Type;
        if (type != RecordGate.ApplicationData && type != RecordGate.Alert)
        {
            throw new ConnectionResetException(Peer + " wants another handshake in the middle of the connection, which the board does not do.");
        }

        SocketPoller.NoteExchange();
        int taken = stream.Read(buffer, offset, count);
        if (taken == 0 && type != RecordGate.Alert)
        {
            throw Cut();
        }

        isEnded = taken == 0;
        return taken;
    }

    private static ConnectionResetException Lost(SocketException exception) =>
        new ConnectionResetException("The TLS connection was lost" + PolledSocket.ErrorText(exception) + ".", exception);

    private ConnectionCutException Cut() =>
        new ConnectionCutException(Peer + " ended the connection without saying so in TLS: the end of what it sent may be missing.");

    private ConnectionResetException Stuck() =>
        new ConnectionResetException(Peer + " stopped in the middle of a TLS record, or sent it too slowly.");
}
