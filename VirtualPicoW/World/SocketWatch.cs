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
    private const int MaxWaitMicroseconds = 1000;
    private const int Many = 8;
    private const int LooksBeforeWaiting = 4;

    /// <summary>For so many .NET makes no array: fewer than 80 questions, two for each.</summary>
    private const int MaxAtOnce = 32;

    /// <summary>50 us, in ticks of the stopwatch.</summary>
    private static readonly long Fresh = Stopwatch.Frequency / 20_000;

    private readonly Lock _gate = new();
    private readonly List<HostSocket> _watched = [];
    private readonly List<Socket> _ready = [];
    private readonly List<Socket> _failed = [];
    private int _looksInVain;
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

    /// <summary>True if a socket had not failed a moment ago.</summary>
    public bool WasSound(HostSocket socket) => IsFresh(socket);

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
            // To wait for many costs more than to look again, and of many one is soon ready.
            if (_watched.Count > MaxAtOnce || (_watched.Count >= Many && _looksInVain++ < LooksBeforeWaiting))
            {
                Thread.Yield();
                return;
            }

            LookForAll(MaxWaitMicroseconds);
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
            socket.WatchState = isReady ? WatchState.Ready : WatchState.NotReady;
            socket.KnownAt = isReady ? 0 : Stopwatch.GetTimestamp();
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
        var count = 0;
        for (var i = 0; i < _watched.Count; i++)
        {
            var socket = _watched[i];
            socket.IsWatched = socket.WatchState == WatchState.ToldNotReady;
            if (socket.IsWatched)
            {
                _watched[count++] = socket;
            }
        }

        _watched.RemoveRange(count, _watched.Count - count);
        for (var start = 0; start < count; start += MaxAtOnce)
        {
            LookForSome(start, Math.Min(start + MaxAtOnce, count), microseconds);
        }
    }

    private void LookForSome(int start, int end, int microseconds)
    {
        _ready.Clear();
        _failed.Clear();
        for (var i = start; i < end; i++)
        {
            _ready.Add(_watched[i].Socket);
            _failed.Add(_watched[i].Socket);
        }

        Socket.Select(_ready, null, _failed, microseconds);
        var lookedAt = Stopwatch.GetTimestamp();
        _looksInVain = _ready.Count > 0 ? 0 : _looksInVain;

        // The lists keep their order: what is left in them is ready, or has failed.
        var ready = 0;
        var failed = 0;
        for (var i = start; i < end; i++)
        {
            var socket = _watched[i];
            socket.WatchState = IsNext(socket, _ready, ref ready) ? WatchState.Ready : WatchState.NotReady;
            socket.KnownAt = IsNext(socket, _failed, ref failed) ? 0 : lookedAt;
        }
    }

    private static bool IsNext(HostSocket socket, List<Socket> sockets, ref int next)
    {
        var isNext = next < sockets.Count && sockets[next] == socket.Socket;
        next += isNext ? 1 : 0;
        return isNext;
    }
}
