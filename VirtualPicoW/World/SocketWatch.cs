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
///   ToldNotReady ──(polled: asks for all)──> NotReady or Unknown
///   NotReady ──(polled soon)──> ToldNotReady
///   Ready ──(received or accepted all that is known)──> Unknown, or NotReady if that was all there was
/// </code>
/// An answer is never older than <see cref="Fresh"/>: on a board, a packet takes longer from the radio to the program.
/// </remarks>
internal sealed class SocketWatch
{
    private const int MaxWaitMicroseconds = 1000;
    private const int Many = 8;
    private const int TooMany = 32;
    private const int LooksBeforeWaiting = 4;

    /// <summary>For so many .NET makes no array: fewer than 80 questions.</summary>
    private const int MaxAtOnce = 64;

    /// <summary>50 us, in ticks of the stopwatch.</summary>
    private static readonly long Fresh = Stopwatch.Frequency / 20_000;

    private readonly Lock gate = new();
    private readonly List<HostSocket> watched = [];
    private readonly List<Socket> ready = [];
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
            if (watched.Count > TooMany || (watched.Count >= Many && looksInVain++ < LooksBeforeWaiting))
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

        if ((socket.WatchState != WatchState.NotReady || !IsFresh(socket)) && socket.LookAhead())
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
        ready.Clear();
        for (int i = start; i < end; i++)
        {
            ready.Add(watched[i].Socket);
        }

        Socket.Select(ready, null, null, microseconds);
        long lookedAt = Stopwatch.GetTimestamp();
        looksInVain = ready.Count > 0 ? 0 : looksInVain;

        // The list keeps its order. What is left in it is ready, or has failed: each is asked what it is when it is polled. The others are sound.
        int next = 0;
        for (int i = start; i < end; i++)
        {
            HostSocket socket = watched[i];
            if (next < ready.Count && ready[next] == socket.Socket)
            {
                next++;
                socket.WatchState = WatchState.Unknown;
            }
            else
            {
                socket.WatchState = WatchState.NotReady;
                socket.KnownAt = lookedAt;
            }
        }
    }
}
