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

    private readonly Lock gate = new();
    private readonly List<HostSocket> watched = [];
    private readonly List<Socket> ready = [];
    private readonly List<Socket> failed = [];
    private int looksInVain;
    private volatile bool isBlind;

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

        lock (gate)
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
    public void NoteOther() => isBlind = true;

    /// <summary>Waits for the sockets that were polled in vain, a millisecond at most, and not at all if that is not all that is waited for.</summary>
    public void WaitForNews()
    {
        if (isBlind)
        {
            isBlind = false;
            return;
        }

        bool hasNone;
        lock (gate)
        {
            hasNone = watched.Count == 0;

            // To wait for many costs more than to look again, and of many one is soon ready.
            if (watched.Count > MaxAtOnce || (watched.Count >= Many && looksInVain++ < LooksBeforeWaiting))
            {
                Thread.Yield();
                return;
            }

            LookForAll(MaxWaitMicroseconds);
        }

        if (hasNone)
        {
            // A deadline is near.
            Thread.Sleep(TimeSpan.FromMicroseconds(MaxWaitMicroseconds));
        }
    }

    /// <summary>Forgets a socket that is about to be closed.</summary>
    public void Leave(HostSocket socket)
    {
        lock (gate)
        {
            watched.Remove(socket);
            socket.IsWatched = false;
        }
    }

    private static bool IsFresh(HostSocket socket) => Stopwatch.GetTimestamp() - socket.KnownAt < Fresh;

    private bool LookFor(HostSocket socket)
    {
        if (socket.WatchState == WatchState.ToldNotReady && watched.Count > 1)
        {
            LookForAll(0);
        }
        else if (socket.WatchState != WatchState.NotReady || !IsFresh(socket))
        {
            bool isReady = socket.Socket.Poll(TimeSpan.Zero, SelectMode.SelectRead);
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
            watched.Add(socket);
        }

        return false;
    }

    /// <summary>Asks about all that were polled in vain since the last time; those that nobody has polled since are left out from now on.</summary>
    private void LookForAll(int microseconds)
    {
        int count = 0;
        for (int i = 0; i < watched.Count; i++)
        {
            HostSocket socket = watched[i];
            socket.IsWatched = socket.WatchState == WatchState.ToldNotReady;
            if (socket.IsWatched)
            {
                watched[count++] = socket;
            }
        }

        watched.RemoveRange(count, watched.Count - count);
        for (int start = 0; start < count; start += MaxAtOnce)
        {
            LookForSome(start, Math.Min(start + MaxAtOnce, count), microseconds);
        }
    }

    private void LookForSome(int start, int end, int microseconds)
    {
        this.ready.Clear();
        this.failed.Clear();
        for (int i = start; i < end; i++)
        {
            this.ready.Add(watched[i].Socket);
            this.failed.Add(watched[i].Socket);
        }

        Socket.Select(this.ready, null, this.failed, microseconds);
        long lookedAt = Stopwatch.GetTimestamp();
        looksInVain = this.ready.Count > 0 ? 0 : looksInVain;

        // The lists keep their order: what is left in them is ready, or has failed.
        int ready = 0;
        int failed = 0;
        for (int i = start; i < end; i++)
        {
            HostSocket socket = watched[i];
            socket.WatchState = IsNext(socket, this.ready, ref ready) ? WatchState.Ready : WatchState.NotReady;
            socket.KnownAt = IsNext(socket, this.failed, ref failed) ? 0 : lookedAt;
        }
    }

    private static bool IsNext(HostSocket socket, List<Socket> sockets, ref int next)
    {
        bool isNext = next < sockets.Count && sockets[next] == socket.Socket;
        next += isNext ? 1 : 0;
        return isNext;
    }
}
