using System;

namespace AsyncCore;

/// <summary>
/// What other threads and interrupts have handed in and the loop has not seen: calls for one loop, and the flags that were set, which are of use to whichever loop
/// runs. It knows no task; the loop looks here between turns, at fields, for a call at each look costs more than the look.
/// </summary>
internal sealed class EntryQueue
{
    private const int MaxCallbacks = 32;

    /// <summary>Guards what other threads may touch.</summary>
    private static readonly object Gate = new object();

    private static ThreadSafeFlag lastSet;

    private RingBuffer callbacks;

    /// <summary>The first flag that was set and that nobody has taken; null if there is none.</summary>
    internal static ThreadSafeFlag FirstSet;

    /// <summary>How many calls wait.</summary>
    internal int Calls;

    /// <summary>Notes that a flag was set. Any thread.</summary>
    internal static void Add(ThreadSafeFlag flag)
    {
        lock (Gate)
        {
            if (flag.IsPosted)
            {
                return;
            }

            flag.IsPosted = true;
            if (FirstSet == null)
            {
                FirstSet = flag;
            }
            else
            {
                lastSet.NextPosted = flag;
            }

            lastSet = flag;
        }

        EventLoop.Current.Clock.Wake();
    }

    /// <summary>Lets the flags that were set wake their tasks. For the loop's own thread.</summary>
    internal static void TakeFlags()
    {
        while (FirstSet != null)
        {
            ThreadSafeFlag flag;
            lock (Gate)
            {
                flag = FirstSet;
                FirstSet = flag.NextPosted;
                flag.NextPosted = null;
                flag.IsPosted = false;
            }

            flag.Arrive();
        }
    }

    /// <summary>Adds a call. Any thread.</summary>
    /// <exception cref="InvalidOperationException">Too many wait already.</exception>
    internal void Add(Callback callback)
    {
        lock (Gate)
        {
            callbacks ??= new RingBuffer(MaxCallbacks);
            if (callbacks.Count == callbacks.Capacity)
            {
                throw new InvalidOperationException(MaxCallbacks + " callbacks wait for the loop already. Is it stuck, or not running?");
            }

            callbacks.Add(callback);
            Calls++;
        }
    }

    /// <summary>Takes the call that came first; there must be one. For the loop's own thread.</summary>
    internal Callback Take()
    {
        lock (Gate)
        {
            Calls--;
            return (Callback)callbacks.Take();
        }
    }
}
