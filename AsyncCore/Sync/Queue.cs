using System;
using AsyncCore.CompilerServices;

namespace AsyncCore;

/// <summary>Hands items from task to task, in the order in which they came. In asyncio: <c>Queue</c>.</summary>
/// <remarks>
/// Who waits is served first come, first served. An item that was put for a waiting task can be taken by <see cref="GetNowait"/> before
/// that task has its turn; it then waits on. A cancelled wait loses no item. A bounded queue allocates nothing after it was made, and an
/// unbounded one nothing as long as it does not grow.
/// </remarks>
public sealed class Queue
{
    private const int FirstCapacity = 8;

    private readonly WaitQueue getters;
    private readonly WaitQueue putters;
    private readonly RingBuffer items;
    private readonly int capacity;
    private readonly SpareOperations spareGets = new SpareOperations();
    private readonly SpareOperations sparePuts = new SpareOperations();
    private NamedWaitQueue joiners;
    private int unfinished;

    /// <summary>Makes an empty queue.</summary>
    /// <param name="capacity">How many items it holds; 0 or less for as many as there is memory for. In asyncio: <c>maxsize</c>.</param>
    public Queue(int capacity = 0)
    {
        this.capacity = capacity;
        items = new RingBuffer(capacity > 0 ? capacity : FirstCapacity);
        getters = new GetterLine(this);
        putters = new PutterLine(this);
    }

    /// <summary>How many items it holds at most; 0 or less if that is not bounded. In asyncio: <c>maxsize</c>.</summary>
    public int Capacity => capacity;

    /// <summary>How many items are in it. In asyncio: <c>qsize()</c>.</summary>
    public int Count => items.Count;

    /// <summary>True if there is no item. In asyncio: <c>empty()</c>.</summary>
    public bool IsEmpty => items.Count == 0;

    /// <summary>True if there is no room. In asyncio: <c>full()</c>.</summary>
    public bool IsFull
    {
        [Inlined]
        get => capacity > 0 && items.Count >= capacity;
    }

    /// <summary>Puts an item at the end, after waiting for room if need be. In asyncio: <c>put()</c>.</summary>
    /// <param name="item">The item.</param>
    /// <returns>What to await, once.</returns>
    public QueuePutOperation Put(object item)
    {
        QueuePutOperation put = (QueuePutOperation)sparePuts.Take() ?? new QueuePutOperation(this);
        put.Item = item;
        return put;
    }

    /// <summary>Takes the oldest item, after waiting for one if need be. In asyncio: <c>get()</c>.</summary>
    /// <returns>What to await, once; its result is the item.</returns>
    public QueueGetOperation Get() => (QueueGetOperation)spareGets.Take() ?? new QueueGetOperation(this);

    /// <summary>Puts an item at the end. In asyncio: <c>put_nowait()</c>.</summary>
    /// <param name="item">The item.</param>
    /// <exception cref="QueueFullException">There is no room.</exception>
    public void PutNowait(object item)
    {
        if (items.Count == items.Capacity)
        {
            if (capacity > 0)
            {
                throw new QueueFullException(capacity);
            }

            items.Grow();
        }

        items.Add(item);
        unfinished++;
        if (getters.HasWaiters)
        {
            getters.WakeFirst();
        }
    }

    /// <summary>Takes the oldest item. In asyncio: <c>get_nowait()</c>.</summary>
    /// <returns>The item.</returns>
    /// <exception cref="QueueEmptyException">There is none.</exception>
    public object GetNowait()
    {
        if (items.Count == 0)
        {
            throw new QueueEmptyException();
        }

        object item = items.Take();
        if (putters.HasWaiters)
        {
            putters.WakeFirst();
        }

        return item;
    }

    /// <summary>Says that one item which was taken is dealt with. In asyncio: <c>task_done()</c>.</summary>
    /// <exception cref="InvalidOperationException">It was called more often than items were put.</exception>
    public void TaskDone()
    {
        if (unfinished == 0)
        {
            throw new InvalidOperationException("TaskDone was called more often than items were put into the queue.");
        }

        if (--unfinished == 0)
        {
            joiners?.WakeAll();
        }
    }

    /// <summary>Waits until all items that were put are dealt with; those put after that do not count. In asyncio: <c>join()</c>.</summary>
    /// <returns>What to await.</returns>
    public async Coroutine Join()
    {
        joiners ??= new NamedWaitQueue("the items of a queue to be dealt with");
        if (unfinished > 0)
        {
            await joiners;
        }
    }

    /// <summary>Where a task waits for an item.</summary>
    internal WaitQueue Getters => getters;

    /// <summary>Where a task waits for room.</summary>
    internal WaitQueue Putters => putters;

    [Inlined]
    internal void Recycle(QueueGetOperation get) => spareGets.Return(get);

    [Inlined]
    internal void Recycle(QueuePutOperation put) => sparePuts.Return(put);

    /// <summary>If one that was woken gives up, the item is for another.</summary>
    private sealed class GetterLine : WaitQueue
    {
        private readonly Queue queue;

        internal GetterLine(Queue queue) => this.queue = queue;

        internal override void Abandon(Task task)
        {
            if (!queue.IsEmpty)
            {
                WakeFirst();
            }
        }

        internal override string Describe() => "an item of a queue";
    }

    /// <summary>If one that was woken gives up, the room is for another.</summary>
    private sealed class PutterLine : WaitQueue
    {
        private readonly Queue queue;

        internal PutterLine(Queue queue) => this.queue = queue;

        internal override void Abandon(Task task)
        {
            if (!queue.IsFull)
            {
                WakeFirst();
            }
        }

        internal override string Describe() => "room in a queue";
    }
}
