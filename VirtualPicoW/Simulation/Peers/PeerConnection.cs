using System;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace VirtualPicoW;

/// <summary>A connection of a peer.</summary>
public sealed class PeerConnection : IDisposable
{
    private readonly TcpConnection connection;
    private readonly Signal change = new();

    internal PeerConnection(TcpConnection connection)
    {
        this.connection = connection;
        connection.Changed += change.Set;
    }

    /// <summary>Whether it can still be used.</summary>
    public bool IsOpen => connection.State == ConnectionState.Established;

    /// <summary>Sends bytes; waits until there is room for all of them, not until they have arrived.</summary>
    /// <exception cref="PeerException">The connection has failed.</exception>
    public async Task Write(ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            ThrowIfFailed();
            int sent = connection.Send(bytes.Span);
            bytes = bytes[sent..];
            if (bytes.Length > 0)
            {
                await change.Until(() => connection.Room > 0 || connection.State == ConnectionState.Closed);
            }
        }
    }

    /// <summary>Waits for the first bytes; 0 means that the other end has closed.</summary>
    /// <exception cref="PeerException">The connection has failed.</exception>
    public async Task<int> Read(Memory<byte> buffer)
    {
        await change.Until(() => connection.Available > 0 || connection.HasEnded || connection.State == ConnectionState.Closed);
        if (connection.Available > 0)
        {
            return connection.Take(buffer.Span, peek: false);
        }

        if (!connection.HasEnded)
        {
            ThrowIfFailed();
        }

        return 0;
    }

    /// <summary>Waits until the buffer is full.</summary>
    /// <returns>How many bytes came; fewer than asked for if the other end has closed.</returns>
    /// <exception cref="PeerException">The connection has failed.</exception>
    public async Task<int> ReadAll(Memory<byte> buffer)
    {
        int count = 0;
        while (count < buffer.Length && await Read(buffer[count..]) is > 0 and int more)
        {
            count += more;
        }

        return count;
    }

    /// <summary>Says that no more comes from this end; it can still read.</summary>
    public void EndSending() => connection.EndSending();

    /// <summary>Closes it; what was written still arrives.</summary>
    public void Dispose() => connection.Close();

    /// <summary>Ends it with a reset.</summary>
    public void Abort() => connection.Abort();

    /// <summary>Waits until it is connected.</summary>
    internal async Task Opened()
    {
        await change.Until(() => connection.State != ConnectionState.SynSent);
        ThrowIfFailed();
    }

    private void ThrowIfFailed()
    {
        if (connection.State == ConnectionState.Closed)
        {
            throw new PeerException(connection.Error, connection.Error switch
            {
                SocketError.ConnectionRefused => $"{connection.Remote} refused the connection.",
                SocketError.ConnectionReset => $"{connection.Remote} reset the connection.",
                SocketError.TimedOut => $"{connection.Remote} does not answer.",
                _ => $"The connection with {connection.Remote} is over.",
            });
        }
    }
}
