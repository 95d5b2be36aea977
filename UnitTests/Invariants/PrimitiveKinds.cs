using AsyncCore;
using static AsyncCore.Asyncio;

namespace UnitTests;

/// <summary>The waits that the primitives make of the loop's own: each a <see cref="WaitKind"/> of its own.</summary>
internal static class PrimitiveKinds
{
    internal static WaitKind[] All() => new WaitKind[]
    {
        new LockKind(false), new LockKind(true), new SemaphoreKind(false), new SemaphoreKind(true), new GetKind(false), new GetKind(true),
        new PutKind(), new JoinKind(), new RingGetKind(), new BarrierKind(), new MessageKind(), new CountdownKind(), new GroupKind(), new GroupBodyKind(),
        new ScopeKind(), new ShieldKind(), new WatchKind(), new AnyKind(), new AnyTaskKind(), new AllKind(),
    };

    /// <summary>Fulfilled once, however often it is called.</summary>
    private abstract class OnceKind : WaitKind
    {
        protected bool IsFulfilled { get; private set; }

        internal override void Fulfil()
        {
            if (!IsFulfilled)
            {
                IsFulfilled = true;
                FulfilOnce();
            }
        }

        protected abstract void FulfilOnce();
    }

    private sealed class LockKind : OnceKind
    {
        private readonly Lock gate = new Lock();
        private readonly bool isLimited;

        internal LockKind(bool isLimited)
        {
            this.isLimited = isLimited;
            new EventLoop(new AutojumpClock()).RunUntilComplete(gate.Acquire());
        }

        internal override bool HasWaiters => IsFulfilled && gate.IsLocked;

        internal override Awaitable Wait() => Hold();

        protected override void FulfilOnce() => gate.Release();

        private async Coroutine Hold()
        {
            if (isLimited)
            {
                await WaitForMs(gate.Acquire(), Scripts.Forever);
            }
            else
            {
                await gate.Acquire();
            }

            using (gate)
            {
                await SleepMs(0);
            }
        }
    }

    private sealed class SemaphoreKind : OnceKind
    {
        private readonly Semaphore permits = new Semaphore(0, 1);
        private readonly bool isLimited;

        internal SemaphoreKind(bool isLimited) => this.isLimited = isLimited;

        internal override bool HasWaiters => IsFulfilled && permits.IsLocked;

        internal override Awaitable Wait() => Enter();

        protected override void FulfilOnce() => permits.Release();

        private async Coroutine Enter()
        {
            if (isLimited)
            {
                await WaitForMs(permits.Acquire(), Scripts.Forever);
            }
            else
            {
                await permits.Acquire();
            }

            using (permits)
            {
                await SleepMs(0);
            }
        }
    }

    private sealed class GetKind : WaitKind
    {
        private const int Items = 5;

        private readonly Queue queue = new Queue();
        private readonly bool isBare;
        private int put;
        private int taken;

        internal GetKind(bool isBare) => this.isBare = isBare;

        internal override bool HasWaiters => !isBare && queue.Count + taken != put;

        internal override Awaitable Wait() => isBare ? queue.Get() : Take();

        internal override void Fulfil()
        {
            while (put < Items)
            {
                put++;
                queue.PutNowait(put);
            }
        }

        private async Coroutine Take()
        {
            await queue.Get();
            taken++;
        }
    }

    private sealed class PutKind : OnceKind
    {
        private readonly Queue queue = new Queue(1);
        private int put = 1;
        private int taken;

        internal PutKind() => queue.PutNowait(put);

        internal override bool HasWaiters => queue.Count + taken != put;

        internal override Awaitable Wait() => Put();

        protected override void FulfilOnce() => _ = CreateTask(TakeAll(), "taker");

        private async Coroutine Put()
        {
            await queue.Put(put);
            put++;
        }

        private async Coroutine TakeAll()
        {
            while (true)
            {
                await queue.Get();
                taken++;
            }
        }
    }

    private sealed class JoinKind : OnceKind
    {
        private readonly Queue queue = new Queue();

        internal JoinKind() => queue.PutNowait(1);

        internal override Awaitable Wait() => queue.Join();

        protected override void FulfilOnce() => queue.TaskDone();
    }

    private sealed class RingGetKind : WaitKind
    {
        private readonly RingQueue queue = new RingQueue(2);

        internal override bool ServesMany => false;

        internal override Awaitable Wait() => queue.Get();

        internal override void Fulfil()
        {
            queue.TryPut(1);
            queue.TryPut(2);
        }
    }

    /// <summary>An aborted barrier holds nobody; what it throws ends the wait.</summary>
    private sealed class BarrierKind : WaitKind
    {
        private readonly Barrier barrier = new Barrier(10);

        internal override bool HasWaiters => barrier.WaitingCount != 0;

        internal override Awaitable Wait() => Meet();

        internal override void Fulfil() => barrier.Abort();

        private async Coroutine Meet()
        {
            try
            {
                await barrier.Wait();
            }
            catch (BrokenBarrierException)
            {
            }
        }
    }

    private sealed class MessageKind : WaitKind
    {
        private readonly Message message = new Message();

        internal override Awaitable Wait() => message.Wait();

        internal override void Fulfil() => message.Set(1);
    }

    private sealed class CountdownKind : WaitKind
    {
        private readonly OneShotTimer countdown = new OneShotTimer();

        internal override Awaitable Wait() => countdown.Wait();

        internal override void Fulfil() => countdown.Trigger(0);
    }

    private abstract class GateKind : WaitKind
    {
        protected Event Gate { get; } = new Event();

        internal override void Fulfil() => Gate.Set();

        protected async Coroutine WaitForGate() => await Gate.Wait();
    }

    private sealed class GroupKind : GateKind
    {
        internal override Awaitable Wait() => TaskGroup.Run(async group =>
        {
            _ = group.CreateTask(WaitForGate());
            _ = group.CreateTask(WaitForGate());
        });
    }

    private sealed class GroupBodyKind : GateKind
    {
        internal override Awaitable Wait() => TaskGroup.Run(async group =>
        {
            _ = group.CreateTask(WaitForGate());
            await Gate.Wait();
        });
    }

    private sealed class ScopeKind : GateKind
    {
        internal override Awaitable Wait() => WaitInScope();

        private async Coroutine WaitInScope()
        {
            using (TimeoutScope.After(Scripts.Forever))
            {
                await Gate.Wait();
            }
        }
    }

    private sealed class ShieldKind : GateKind
    {
        internal override Awaitable Wait() => Shield(WaitForGate());
    }

    private sealed class WatchKind : GateKind
    {
        private Task task;

        internal override Awaitable Wait() => Shield(task ??= CreateTask(WaitForGate()));
    }

    private sealed class AnyKind : GateKind
    {
        internal override Awaitable Wait() => WaitAny(new Event(), Gate, WaitForGate());
    }

    private sealed class AnyTaskKind : GateKind
    {
        private Task task;

        internal override Awaitable Wait() => WaitAny(task ??= CreateTask(WaitForGate()), new Event());
    }

    private sealed class AllKind : GateKind
    {
        internal override Awaitable Wait() => WaitAll(Gate, WaitForGate(), CreateTask(WaitForGate()));
    }
}
