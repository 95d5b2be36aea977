using System;

namespace AsyncCore.Net;

/// <summary>
/// A connection as tasks see it: bytes in, bytes out, awaited. In asyncio: <c>StreamReader</c> and <c>StreamWriter</c> in one.
/// </summary>
/// <remarks>
/// <para>One task may read while others write. A second reader is refused; several writers take turns, and their writes do not mix.</para>
/// <para>Every read and write lets all other tasks have a turn, so that a flood on one connection starves nobody.</para>
/// <para>
/// How a connection ends can be told apart: a read returns 0 when the other end has closed in good order, <see cref="ConnectionResetException"/> means
/// that the connection was lost, and <see cref="ObjectDisposedException"/> that it was closed here. There is no half close: nanoFramework's sockets
/// have none.
/// </para>
/// <para>Reading and writing bytes allocates nothing, once each was done for the first time.</para>
/// </remarks>
public sealed partial class Stream
{
    private Transport transport;
    private StreamExtras extras;

    /// <summary>Makes a stream of a transport, which is its own from now on.</summary>
    /// <param name="transport">The connection.</param>
    /// <exception cref="ArgumentNullException">There is no transport.</exception>
    public Stream(Transport transport) => this.transport = transport ?? throw new ArgumentNullException(nameof(transport));

    /// <summary>Who is at the other end: address and port. In asyncio: <c>get_extra_info('peername')</c>.</summary>
    public string Peer => transport.Peer;

    /// <summary>Where this end is: address and port. In asyncio: <c>get_extra_info('sockname')</c>.</summary>
    public string Local => transport.Local;

    /// <summary>
    /// What it stands on. To read or write there as well would mix up both; it is of use to put a layer between, before the first read and write. In asyncio:
    /// <c>transport</c>.
    /// </summary>
    public Transport Transport => transport;

    internal Readiness Readable => transport.Readable;

    internal Readiness Writable => transport.Writable;

    private StreamExtras Extras => extras ??= new StreamExtras();

    internal void ThrowIfClosed()
    {
        if (IsClosing)
        {
            throw new ObjectDisposedException("The stream was closed.");
        }
    }

    internal static void CheckRange(byte[] buffer, int offset, int count)
    {
        if (buffer == null)
        {
            throw new ArgumentNullException(nameof(buffer));
        }

        if (offset < 0 || count < 0 || offset > buffer.Length - count)
        {
            throw new ArgumentOutOfRangeException(nameof(count), offset + " + " + count + " is not within a buffer of " + buffer.Length + " bytes.");
        }
    }
}
