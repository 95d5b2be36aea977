using System;

namespace AsyncCore;

/// <summary>
/// The armed alarms of a loop and every task that has ever waited, ordered as a binary heap by deadline. One table does for "who is
/// alive" and for "who is next": whoever sleeps has a deadline, the others have none and sink to the bottom. A task that ends in its first turn
/// never comes here.
/// </summary>
/// <remarks>
/// A key is the deadline in milliseconds with a sequence number below it, so that equal deadlines come in the order in which they were
/// set. The first place is 1, so that a place's children are at twice it and one more. When the sequence runs out (four million deadlines) those in the
/// table are numbered anew.
/// </remarks>
internal sealed class TimerQueue
{
    internal const long Never = long.MaxValue;

    /// <summary>The deadline of what is due at once, before all others.</summary>
    internal const long AtOnce = -(1L << 40);

    private const int SequenceBits = 22;
    private const int SequenceLimit = 1 << SequenceBits;
    private const long SequenceMask = SequenceLimit - 1;

    private long[] keys = new long[8];
    private TimerNode[] nodes = new TimerNode[8];
    private int count;
    private int sequence;

    /// <summary>How many stand in the table.</summary>
    internal int Count => count;

    /// <summary>The earliest deadline in milliseconds, or <see cref="Never"/>.</summary>
    internal long NextDeadlineMs => count == 0 || keys[1] == Never ? Never : keys[1] >> SequenceBits;

    /// <summary>Enters a node that has no deadline yet.</summary>
    internal void Add(TimerNode node)
    {
        int place = ++count;
        if (place == nodes.Length)
        {
            Grow();
        }

        keys[place] = Never;
        nodes[place] = node;
        node.HeapIndex = place;
    }

    /// <summary>Takes a node out.</summary>
    internal void Remove(TimerNode node)
    {
        int place = node.HeapIndex;
        node.HeapIndex = 0;
        int last = count--;
        TimerNode moved = nodes[last];
        nodes[last] = null;
        if (place == last)
        {
            return;
        }

        long key = keys[last];
        if (place > 1 && key < keys[place >> 1])
        {
            SiftUp(place, moved, key);
        }
        else
        {
            SiftDown(place, moved, key);
        }
    }

    /// <summary>Gives a node of the table a deadline, or another one.</summary>
    internal void SetDeadline(TimerNode node, long deadlineMs)
    {
        if (++sequence == SequenceLimit)
        {
            Renumber();
        }

        long key = (deadlineMs << SequenceBits) | (uint)sequence;
        int place = node.HeapIndex;
        if (key < keys[place])
        {
            SiftUp(place, node, key);
        }
        else
        {
            SiftDown(place, node, key);
        }
    }

    /// <summary>Takes a node's deadline away, but leaves it in the table.</summary>
    internal void ClearDeadline(TimerNode node) => SiftDown(node.HeapIndex, node, Never);

    /// <summary>True if a node of the table has a deadline.</summary>
    internal bool HasDeadline(TimerNode node) => node.HeapIndex != 0 && keys[node.HeapIndex] != Never;

    /// <summary>Takes the deadline of the earliest node away if it has come.</summary>
    /// <param name="nowMs">The loop's time.</param>
    /// <returns>The node, or null if none is due.</returns>
    internal TimerNode TakeDue(long nowMs)
    {
        if (count == 0 || keys[1] >> SequenceBits > nowMs || keys[1] == Never)
        {
            return null;
        }

        TimerNode node = nodes[1];
        SiftDown(1, node, Never);
        return node;
    }

    /// <summary>Takes out whatever is not a task, so that it can serve in another loop, and tells it.</summary>
    internal void RemoveAlarms()
    {
        int i = count;
        while (i > 0)
        {
            if (nodes[i] is Task)
            {
                i--;
            }
            else
            {
                // Others may move.
                Alarm alarm = (Alarm)nodes[i];
                Remove(alarm);
                alarm.LoopEnded();
                i = count;
            }
        }
    }

    /// <summary>How many of the nodes are tasks.</summary>
    internal int CountTasks()
    {
        int found = 0;
        for (int i = 1; i <= count; i++)
        {
            if (nodes[i] is Task)
            {
                found++;
            }
        }

        return found;
    }

    /// <summary>One of those in the table.</summary>
    /// <param name="index">From 1 to <see cref="Count"/>.</param>
    internal TimerNode At(int index) => nodes[index];

    /// <summary>Copies the tasks to the beginning of an array, in no particular order.</summary>
    /// <returns>How many there are.</returns>
    internal int CopyTasks(Task[] tasks)
    {
        int found = 0;
        for (int i = 1; i <= count; i++)
        {
            if (nodes[i] is Task task)
            {
                tasks[found++] = task;
            }
        }

        return found;
    }

    private void SiftUp(int place, TimerNode node, long key)
    {
        while (place > 1)
        {
            int parent = place >> 1;
            if (keys[parent] <= key)
            {
                break;
            }

            keys[place] = keys[parent];
            TimerNode moved = nodes[parent];
            nodes[place] = moved;
            moved.HeapIndex = place;
            place = parent;
        }

        keys[place] = key;
        nodes[place] = node;
        node.HeapIndex = place;
    }

    private void SiftDown(int place, TimerNode node, long key)
    {
        for (int child = place << 1; child <= count; child = place << 1)
        {
            if (child < count && keys[child + 1] < keys[child])
            {
                child++;
            }

            if (keys[child] >= key)
            {
                break;
            }

            keys[place] = keys[child];
            TimerNode moved = nodes[child];
            nodes[place] = moved;
            moved.HeapIndex = place;
            place = child;
        }

        keys[place] = key;
        nodes[place] = node;
        node.HeapIndex = place;
    }

    /// <summary>Gives each key its rank for a sequence number: that keeps the order, and so the heap.</summary>
    private void Renumber()
    {
        long[] renumbered = new long[keys.Length];
        for (int i = 1; i <= count; i++)
        {
            int rank = 1;
            for (int j = 1; j <= count; j++)
            {
                if (keys[j] < keys[i])
                {
                    rank++;
                }
            }

            renumbered[i] = keys[i] == Never ? Never : (keys[i] & ~SequenceMask) | (uint)rank;
        }

        keys = renumbered;
        sequence = count + 1;
    }

    private void Grow()
    {
        long[] largerKeys = new long[count + (count >> 1)];
        TimerNode[] largerNodes = new TimerNode[largerKeys.Length];
        Array.Copy(keys, largerKeys, count);
        Array.Copy(nodes, largerNodes, count);
        keys = largerKeys;
        nodes = largerNodes;
    }
}
