using AsyncCore;
using static AsyncCore.Asyncio;

namespace UnitTests;

/// <summary>
/// Programs made by dice whose tasks share locks, semaphores, queues and groups, with timeouts, failures and cancels everywhere. Nobody may be in
/// where another is, no permit and no item may be lost or doubled, everybody must be served, and nothing may be left.
/// </summary>
/// <remarks>
/// <para>At the end the dice rest: each lock must be free, each permit back, each item taken or still there, and the loop empty.</para>
/// <para>To add a primitive: give the programs one to share, one more step, its number to <see cref="Steps"/>, and what must hold to CheckRest.</para>
/// </remarks>
internal sealed partial class RandomResourceProgram : RandomProgram
{
    private const int Permits = 2;

    private Lock[] locks;
    private int[] holders;
    private Semaphore permits;
    private int[] lockWaiters;
    private int inside;
    private int permitWaiters;
    private Queue[] queues;
    private int[] getters;
    private int[] putters;
    private RingQueue ring;
    private bool ringIsTaken;
    private Barrier barrier;
    private bool[] itemIsOut;
    private int itemsPut;
    private int itemsTaken;

    public RandomResourceProgram()
        : base(40)
    {
    }

    protected override void Prepare()
    {
        locks = new Lock[] { new Lock(), new Lock() };
        holders = new int[2];
        permits = new Semaphore(Permits, Permits);
        lockWaiters = new int[2];
        queues = new Queue[] { new Queue(1 + Throw(3)), new Queue() };
        getters = new int[2];
        putters = new int[2];
        ring = new RingQueue(2, true);
        barrier = new Barrier(2 + Throw(2));
        ringIsTaken = false;
        itemIsOut = new bool[1000];
        inside = permitWaiters = itemsPut = itemsTaken = 0;
    }

    protected override async Coroutine Main()
    {
        EventLoop.Current.IdleHook = CheckIdle;
        int count = 3 + Throw(6);
        for (int i = 0; i < count; i++)
        {
            Enter(CreateTask(Work(TaskCount, 0)));
        }

        Task consumer = CreateTask(Consume());
        Task visitors = CreateTask(Gather(VisitBarrier(), VisitBarrier()));
        await AwaitAll();
        consumer.Cancel();
        visitors.Cancel();
        await Gather(true, consumer, visitors);
        await CheckRest();
        await SleepAndFindNothingElse();
    }

    /// <summary>When nobody is ready, nobody may wait for what is there.</summary>
    private void CheckIdle(long durationMs)
    {
        for (int i = 0; i < 2; i++)
        {
            if (lockWaiters[i] > 0 && !locks[i].IsLocked)
            {
                Violate("Somebody waits for lock " + i + ", which is free.");
            }

            if (getters[i] > 0 && !queues[i].IsEmpty)
            {
                Violate("Somebody waits for an item of queue " + i + ", which has one.");
            }

            if (putters[i] > 0 && !queues[i].IsFull)
            {
                Violate("Somebody waits for room in queue " + i + ", which has some.");
            }
        }

        if (permitWaiters > 0 && inside < Permits)
        {
            Violate("Somebody waits for a permit, of which one is free.");
        }

        if (ringIsTaken && !ring.IsEmpty)
        {
            Violate("Somebody waits for an item of the ring, which has one.");
        }
    }

    private async Coroutine CheckRest()
    {
        for (int i = 0; i < locks.Length; i++)
        {
            if (locks[i].IsLocked || holders[i] != 0)
            {
                Violate("Lock " + i + " is taken at the end.");
            }
        }

        for (int i = 0; i < Permits; i++)
        {
            if (permits.IsLocked)
            {
                Violate("A permit is lost.");
                break;
            }

            await permits.Acquire();
        }

        if (!permits.IsLocked)
        {
            Violate("There is a permit too many.");
        }

        TakeRest(queues[0]);
        TakeRest(queues[1]);
        if (itemsTaken != itemsPut)
        {
            Violate(itemsPut + " items were put and " + itemsTaken + " taken.");
        }

        if (barrier.WaitingCount != 0)
        {
            Violate("Somebody stands at the barrier.");
        }
    }

    private void TakeRest(Queue queue)
    {
        while (!queue.IsEmpty)
        {
            Took(-1, queue.GetNowait());
        }
    }

    /// <summary>If a deadline was left behind, the loop would wake for it.</summary>
    private async Coroutine SleepAndFindNothingElse()
    {
        int idleTimes = 0;
        EventLoop.Current.IdleHook = durationMs => idleTimes++;
        await SleepMs(2 * Scripts.Forever);
        EventLoop.Current.IdleHook = null;
        int alive = EventLoop.Current.AllTasks().Length;
        if (idleTimes != 1 || alive != 1)
        {
            Violate(alive + " tasks and " + (idleTimes - 1) + " deadlines are left.");
        }
    }

    /// <summary>Takes and puts so that nobody waits at a queue for ever.</summary>
    private async Coroutine Consume()
    {
        while (true)
        {
            await SleepMs(5);
            for (int i = 0; i < queues.Length; i++)
            {
                if (putters[i] > 0 && !queues[i].IsEmpty)
                {
                    Took(-1, queues[i].GetNowait());
                }
                else if (getters[i] > 0 && queues[i].IsEmpty)
                {
                    queues[i].PutNowait(NextItem(-1));
                }
            }

            ring.TryPut(0);
        }
    }

    /// <summary>One of two that come to the barrier so that nobody waits there for ever.</summary>
    private async Coroutine VisitBarrier()
    {
        while (true)
        {
            await SleepMs(9);
            if (barrier.WaitingCount > 0)
            {
                await barrier.Wait();
            }
        }
    }
}
