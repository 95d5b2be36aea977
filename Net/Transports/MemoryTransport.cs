using System;

namespace AsyncCore.Net;

/// <summary>One end of a connection within the board's memory: for tests, and for tasks that talk to each other as if over a network.</summary>
public sealed class MemoryTransport : Transport
{
    private readonly byte[] incoming;
    private int start;
    private int count;
    private bool isEnded;
    private bool isReset;
    private bool isClosed;

    /// <summary>Makes both ends of a connection: this one and <see cref="Other"/>.</summary>
    /// <param name="capacity">How many bytes each direction holds; at least 1.</param>
    public MemoryTransport(int capacity)
        : this(capacity, null)
    {
        Other = new MemoryTransport(capacity, this);
    }

    private MemoryTransport(int capacity, MemoryTransport other)
    {
        incoming = new byte[capacity];
        Other = other;
    }

    /// <summary>The other end.</summary>
    public MemoryTransport Other { get; private set; }

    /// <inheritdoc/>
    public override string Peer => "memory";

    /// <inheritdoc/>
    public override string Local => "memory";

    /// <summary>True if this end has been closed.</summary>
    public bool IsClosed => isClosed;

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        ThrowIfLost();
        if (this.count == 0)
        {
            return isEnded ? 0 : WouldWait;
        }

        int taken = Least(count, this.count, incoming.Length - start);
        Array.Copy(incoming, start, buffer, offset, taken);
        start = (start + taken) % incoming.Length;
        this.count -= taken;
        Other.Writable.Signal();
        return taken;
    }

    /// <inheritdoc/>
    public override int Write(byte[] buffer, int offset, int count)
    {
        ThrowIfLost();
        if (Other.isClosed)
        {
            throw new ConnectionResetException("The other end of the connection has closed.");
        }

        return Other.Accept(buffer, offset, count);
    }

    /// <inheritdoc/>
    public override void Close()
    {
        isClosed = true;
        Other.isEnded = true;
        Other.Readable.Signal();
        Other.Writable.Signal();
    }

    /// <summary>Loses the connection, as a network does: both ends find it reset.</summary>
    public void Reset()
    {
        isReset = true;
        Other.isReset = true;
        Readable.Signal();
        Writable.Signal();
        Other.Readable.Signal();
        Other.Writable.Signal();
    }

    private static int Least(int a, int b, int c)
    {
        int least = a < b ? a : b;
        return least < c ? least : c;
    }

    private int Accept(byte[] buffer, int offset, int number)
    {
        int end = (start + count) % incoming.Length;
        int taken = Least(number, incoming.Length - count, incoming.Length - end);
        if (taken == 0)
        {
            return WouldWait;
        }

        Array.Copy(buffer, offset, incoming, end, taken);
        count += taken;
        Readable.Signal();
        return taken;
    }

    private void ThrowIfLost()
    {
        if (isReset)
        {
            throw new ConnectionResetException("The connection was reset.");
        }

        if (isClosed)
        {
            throw new ObjectDisposedException("The transport was closed.");
        }
    }
}
