namespace AsyncCore.Net;

/// <summary>
/// Two streams of bytes, one each way, that never wait: what a <see cref="Stream"/> stands on. A socket, a pair of buffers in memory, a UART.
/// It knows nothing of tasks, except whom to signal. The library <c>Net.Testing</c> checks whether one of your own keeps what is said here.
/// </summary>
/// <remarks>It is itself the signal that there is something to read, which saves an object for each connection.</remarks>
public abstract class Transport : Readiness
{
    /// <summary>What <see cref="Read"/> and <see cref="Write"/> return instead of waiting.</summary>
    public const int WouldWait = -1;

    private WriteReadiness writable;

    /// <summary>To be signalled when <see cref="Read"/> may have something. A signal too many does no harm.</summary>
    public Readiness Readable => Base == null ? this : Base.Readable;

    /// <summary>To be signalled when <see cref="Write"/> may take something. A signal too many does no harm.</summary>
    public Readiness Writable => Room;

    /// <summary>Who is at the other end, in the words of a report; also after the end.</summary>
    public abstract string Peer { get; }

    /// <summary>Where this end is, in the words of a report; also after the end.</summary>
    public virtual string Local => "this end";

    /// <summary>The transport on which this one stands and whose signals are its own; null if it stands on none.</summary>
    protected internal virtual Transport Base => null;

    /// <summary>Made when somebody first has to wait for room.</summary>
    internal WriteReadiness Room => Base == null ? writable ??= new WriteReadiness() : Base.Room;

    /// <summary>True if somebody waits for room. A transport that nobody ever waited for to write is not given a signal by the question.</summary>
    internal bool IsRoomAwaited => writable != null && writable.IsAwaited;

    /// <summary>True if it is known that the connection is lost, so that somebody has been told.</summary>
    internal virtual bool IsLost => Base != null && Base.IsLost;

    /// <summary>True if all that <see cref="Write"/> has taken has arrived at the other end, so that closing cannot lose it.</summary>
    /// <exception cref="ConnectionResetException">The connection is lost.</exception>
    internal virtual bool HasArrived => Base == null || Base.HasArrived;

    /// <summary>Takes bytes that have come in.</summary>
    /// <param name="buffer">Where to put them.</param>
    /// <param name="offset">Where in the buffer.</param>
    /// <param name="count">How many at most; at least 1.</param>
    /// <returns>1 to <paramref name="count"/>; 0 at the end of the stream, again and again; <see cref="WouldWait"/> if nothing has come yet.</returns>
    /// <exception cref="ConnectionResetException">The connection is lost.</exception>
    /// <exception cref="System.ObjectDisposedException">It was closed here.</exception>
    public abstract int Read(byte[] buffer, int offset, int count);

    /// <summary>Hands over bytes to be sent; what has been taken needs no further attention.</summary>
    /// <param name="buffer">The bytes; free to be used again on return.</param>
    /// <param name="offset">Where in the buffer.</param>
    /// <param name="count">How many; at least 1.</param>
    /// <returns>How many were taken, at least 1; <see cref="WouldWait"/> if there is no room now.</returns>
    /// <exception cref="ConnectionResetException">The connection is lost.</exception>
    /// <exception cref="System.ObjectDisposedException">It was closed here.</exception>
    public abstract int Write(byte[] buffer, int offset, int count);

    /// <summary>Ends both directions. What was taken by <see cref="Write"/> still goes out. Twice is fine.</summary>
    public abstract void Close();

    /// <summary>Takes away what has come in, if closing over it would harm what is on its way out. Same result as <see cref="Read"/>.</summary>
    /// <exception cref="ConnectionResetException">The connection is lost.</exception>
    internal virtual int Discard() => Base == null ? WouldWait : Base.Discard();

    /// <summary>Signals both directions: all that wait are to look again.</summary>
    internal void SignalBoth()
    {
        Readable.Signal();
        if (Base == null)
        {
            writable?.Signal();
        }
        else
        {
            Base.Room.Signal();
        }
    }
}
