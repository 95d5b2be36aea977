using System;
using AsyncCore.CompilerServices;

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
    private const int FewestMore = 4;

    private long[] keys = new long[8];
    private TimerNode[] nodes = new TimerNode[8];
    private int count;
    private int sequence;

    /// <summary>How many stand in the table.</summary>
    internal int Count => count;

    /// <summary>The earliest deadline in milliseconds, or <see cref="Never"/>.</summary>
    internal long NextDeadlineMs
    {
        [Inlined]
        get => count == 0 || keys[1] == Never ? Never : keys[1] >> SequenceBits;
    }

    /// <summary>Enters a node that has no deadline yet.</summary>
    /// <returns>Null, or the exception that says that there is no memory for a larger table; then nothing has changed.</returns>
    [Inlined]
    internal Exception TryAdd(TimerNode node)
    {
        int place = count + 1;
        Exception shortage = place == nodes.Length ? TryGrow() : null;
        if (shortage != null)
        {
            return shortage;
        }

        count = place;
        keys[place] = Never;
        nodes[place] = node;
        node.HeapIndex = place;
        return null;
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

    /// <summary>The deadline of a node in milliseconds, or <see cref="Never"/>.</summary>
    internal long DeadlineMs(TimerNode node) => HasDeadline(node) ? keys[node.HeapIndex] >> SequenceBits : Never;

    /// <summary>Takes the deadline of the earliest node away if it has come, and the node is a task, whose sleep is over, and no alarm.</summary>
    /// <param name="nowMs">The loop's time.</param>
    /// <returns>The task; else null.</returns>
    internal Task TakeDueTask(long nowMs)
    {
        if (NextDeadlineMs > nowMs || nodes[1] is not Task task)
        {
            return null;
        }

        SiftDown(1, task, Never);
        return task;
    }

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

    /// <summary>Sorts the table, which is a heap then as before, and gives each key its place for a sequence number.</summary>
    private void Renumber()
    {
        int all = count;
        while (count > 1)
        {
            // The earliest goes behind those that are left: so they come to stand in falling order.
            long key = keys[1];
            TimerNode node = nodes[1];
            int place = count--;
            SiftDown(1, nodes[place], keys[place]);
            keys[place] = key;
            nodes[place] = node;
        }

        count = all;
        for (int i = 1, j = count; i < j; i++, j--)
        {
            long key = keys[i];
            keys[i] = keys[j];
            keys[j] = key;
            TimerNode node = nodes[i];
            nodes[i] = nodes[j];
            nodes[j] = node;
        }

        for (int i = 1; i <= count; i++)
        {
            nodes[i].HeapIndex = i;
            keys[i] = keys[i] == Never ? Never : (keys[i] & ~SequenceMask) | (uint)i;
        }

        sequence = count + 1;
    }

    /// <summary>Makes room for half as many more; if there is no memory for that, for fewer.</summary>
    /// <returns>Null, or why there is no room.</returns>
    private Exception TryGrow()
    {
        for (int more = nodes.Length >> 1; ; more = more >> 2 > FewestMore ? more >> 2 : FewestMore)
        {
            try
            {
                GrowTo(nodes.Length + more);
                return null;
            }
            catch (OutOfMemoryException exception)
            {
                if (more <= FewestMore)
                {
                    return exception;
                }
            }
        }
    }

    /// <summary>One array after the other: the second can have the memory of the first's old one.</summary>
    private void GrowTo(int length)
    {
        if (keys.Length < length)
        {
            long[] largerKeys = new long[length];
            Array.Copy(keys, largerKeys, count + 1);
            keys = largerKeys;
        }

        TimerNode[] largerNodes = new TimerNode[length];
        Array.Copy(nodes, largerNodes, count + 1);
        nodes = largerNodes;
    }
}
