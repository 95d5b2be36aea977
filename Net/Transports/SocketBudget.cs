using System;
using AsyncCore.CompilerServices;

namespace AsyncCore.Net;

/// <summary>
/// Knows every open socket and what it is for, so that whoever gets none is told who has them: a Pico W has four in all, for everything, and its
/// network stack does not say more than "no".
/// </summary>
/// <remarks>
/// How many there are is for the network stack to decide; the first refusal tells. Whatever opens a socket here enters it first, and takes it out when it is
/// closed, from any thread.
/// </remarks>
public static class SocketBudget
{
    private const int FirstPlaces = 4;

    private static readonly object Gate = new object();
    private static PolledSocket[] open = new PolledSocket[FirstPlaces];
    private static int limit = int.MaxValue;
    private static bool wasFreed;

    /// <summary>How many are in use.</summary>
    public static int InUse { get; private set; }

    /// <summary>How many there are, as far as is known: the network stack does not tell before it has refused one. Until then <c>int.MaxValue</c>.</summary>
    public static int Limit => limit;

    /// <summary>Signalled when a socket is free again.</summary>
    internal static Readiness Freed { get; } = new NamedReadiness("a socket to be free");

    /// <summary>True if the network stack refused a socket when as many were in use as now.</summary>
    internal static bool IsExhausted => InUse >= limit;

    /// <summary>The sockets in use, and null for each place that is not.</summary>
    internal static PolledSocket[] Open => open;

    /// <summary>Enters a socket that is about to be opened.</summary>
    internal static void Enter(PolledSocket socket)
    {
        lock (Gate)
        {
            int place = PlaceOf(null);
            if (place < 0)
            {
                place = open.Length;
                PolledSocket[] larger = new PolledSocket[open.Length * 2];
                Array.Copy(open, larger, open.Length);
                open = larger;
            }

            open[place] = socket;
            InUse++;
            limit = InUse > limit ? InUse : limit;
        }
    }

    /// <summary>Takes a socket out. Any thread.</summary>
    internal static void Leave(PolledSocket socket)
    {
        lock (Gate)
        {
            open[PlaceOf(socket)] = null;
            InUse--;
            wasFreed = true;
        }
    }

    /// <summary>The network stack has refused a socket, which has been taken out again: so it has no more than those in use.</summary>
    /// <returns>What to tell whoever wanted it.</returns>
    internal static TooManySocketsException NoteExhausted()
    {
        limit = InUse;
        return new TooManySocketsException("The board has no socket left; in use are: " + Purposes() + ". Close one of them first.");
    }

    /// <summary>Tells whoever waits for a socket, if one has been freed since the last time.</summary>
    [Inlined]
    internal static void SignalIfFreed()
    {
        if (wasFreed)
        {
            wasFreed = false;
            Freed.Signal();
        }
    }

    private static int PlaceOf(PolledSocket socket)
    {
        for (int i = 0; i < open.Length; i++)
        {
            if (open[i] == socket)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>What the sockets in use are for, for people to read.</summary>
    internal static string Purposes()
    {
        string text = string.Empty;
        for (int i = 0; i < open.Length; i++)
        {
            PolledSocket socket = open[i];
            if (socket != null)
            {
                text += (text.Length == 0 ? string.Empty : ", ") + socket.Purpose;
            }
        }

        return text;
    }
}
