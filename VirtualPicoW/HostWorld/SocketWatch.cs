using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Net.Sockets;
using System.Threading;

namespace VirtualPicoW;

/// <summary>
/// Answers whether stream sockets are readable. A board polls all of its sockets in turn, again and again, which costs it little; here each would be a call of the
/// operating system. So the system is asked about all of them at once, when the first one of a turn is polled, and the others are answered from that.
/// </summary>
/// <remarks>
/// <code>
///   Unknown ──(polled: asks for this one)──> ToldNotReady or Ready
///   ToldNotReady ──(polled: asks for all)──> NotReady or Ready
///   NotReady ──(polled soon)──> ToldNotReady
///   any ──(received or accepted)──> Unknown, or NotReady if that was all there was
/// </code>
/// An answer is never older than <see cref="Fresh"/>: on a board, a packet takes longer from the radio to the program.
/// </remarks>
internal sealed class SocketWatch
{
    private const int LongestWaitMicroseconds = 1000;

    /// <summary>50 us, in ticks of the stopwatch.</summary>
    private static readonly long Fresh = Stopwatch.Frequency / 20_000;

    private readonly Lock _gate = new();
    private readonly List<HostSocket> _watched = [];
    private readonly List<Socket> _asked = [];
    private volatile bool _isBlind;

    /// <summary>Whether a socket is readable, now or a moment ago.</summary>
    public bool IsReadable(HostSocket socket)
    {
        if (socket.WatchState == WatchState.Ready)
        {
            return true;
        }

        if (socket is { WatchState: WatchState.NotReady, IsWatched: true } && IsFresh(socket))
        {
            socket.WatchState = WatchState.ToldNotReady;
            return false;
        }

        lock (_gate)
        {
            return LookFor(socket);
        }
    }

    /// <summary>A socket has given bytes, and all that there were if it <paramref name="isEmptied"/>: so it has not failed either.</summary>
    public void NoteReceived(HostSocket socket, bool isEmptied)
    {
        socket.KnownAt = Stopwatch.GetTimestamp();
        socket.WatchState = isEmptied ? WatchState.NotReady : WatchState.Unknown;
    }

    /// <summary>True if a socket had not failed a moment ago. A failure would make it readable.</summary>
    public bool WasSound(HostSocket socket) => socket.WatchState != WatchState.Ready && IsFresh(socket);

    /// <summary>Somebody waits for something else than a stream socket to be readable, and waiting for those would not notice it.</summary>
    public void NoteOther() => _isBlind = true;

    /// <summary>Waits for the sockets that were polled in vain, a millisecond at most, and not at all if that is not all that is waited for.</summary>
    public void WaitForNews()
    {
        if (_isBlind)
        {
            _isBlind = false;
            return;
        }

        lock (_gate)
        {
            LookForAll(LongestWaitMicroseconds);
        }
    }

    /// <summary>Forgets a socket that is about to be closed.</summary>
    public void Leave(HostSocket socket)
    {
        lock (_gate)
        {
            _watched.Remove(socket);
            socket.IsWatched = false;
        }
    }

    private static bool IsFresh(HostSocket socket) => Stopwatch.GetTimestamp() - socket.KnownAt < Fresh;

    private bool LookFor(HostSocket socket)
    {
        if (socket.WatchState == WatchState.ToldNotReady && _watched.Count > 1)
        {
            LookForAll(0);
        }
        else if (socket.WatchState != WatchState.NotReady || !IsFresh(socket))
        {
            var isReady = socket.Socket.Poll(TimeSpan.Zero, SelectMode.SelectRead);
            Note(socket, isReady, Stopwatch.GetTimestamp());
        }

        if (socket.WatchState == WatchState.Ready)
        {
            return true;
        }

        socket.WatchState = WatchState.ToldNotReady;
        if (!socket.IsWatched)
        {
            socket.IsWatched = true;
            _watched.Add(socket);
        }

        return false;
    }

    /// <summary>Asks about all that were polled in vain since the last time; those that nobody has polled since are left out from now on.</summary>
    private void LookForAll(int microseconds)
    {
        _asked.Clear();
        var count = 0;
        for (var i = 0; i < _watched.Count; i++)
        {
            var socket = _watched[i];
            socket.IsWatched = socket.WatchState == WatchState.ToldNotReady;
            if (socket.IsWatched)
            {
                _watched[count++] = socket;
                _asked.Add(socket.Socket);
            }
        }

        _watched.RemoveRange(count, _watched.Count - count);
        if (count == 0)
        {
            return;
        }

        Socket.Select(_asked, null, null, microseconds);
        var lookedAt = Stopwatch.GetTimestamp();

        // What is left of those asked about is ready, in the same order.
        var ready = 0;
        foreach (var socket in _watched)
        {
            var isReady = ready < _asked.Count && _asked[ready] == socket.Socket;
            ready += isReady ? 1 : 0;
            Note(socket, isReady, lookedAt);
        }
    }

    private static void Note(HostSocket socket, bool isReady, long lookedAt)
    {
        socket.WatchState = isReady ? WatchState.Ready : WatchState.NotReady;
        if (!isReady)
        {
            socket.KnownAt = lookedAt;
        }
    }
}
