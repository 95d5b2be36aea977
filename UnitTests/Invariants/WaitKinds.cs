using System;
using AsyncCore;
using static AsyncCore.Asyncio;

namespace UnitTests;

/// <summary>One kind of thing that a task can wait for, with the means to bring it about. A new primitive needs one more of these.</summary>
internal abstract class WaitKind
{
    internal static WaitKind[] All()
    {
        WaitKind[] kinds =
        {
            new EventKind(), new FlagKind(), new ListKind(), new SleepKind(), new TurnKind(), new TaskKind(), new NestedKind(), new LimitedKind(),
            new TwiceLimitedKind(), new LimitedTaskKind(), new GatherKind(false), new GatherKind(true), new WaiterTaskKind(),
        };
        WaitKind[] primitives = PrimitiveKinds.All();
        WaitKind[] all = new WaitKind[kinds.Length + primitives.Length];
        Array.Copy(kinds, all, kinds.Length);
        Array.Copy(primitives, 0, all, kinds.Length, primitives.Length);
        return all;
    }

    /// <summary>False if it serves one waiter at a time.</summary>
    internal virtual bool ServesMany => true;

    /// <summary>True if a wait for it ends by itself.</summary>
    internal virtual bool EndsByItself => false;

    /// <summary>What a task awaits that waits for it.</summary>
    internal abstract Awaitable Wait();

    /// <summary>Brings it about for all who wait now and later.</summary>
    internal abstract void Fulfil();

    /// <summary>True if somebody is still in its queue, as far as that can be seen.</summary>
    internal virtual bool HasWaiters => false;

    private class EventKind : WaitKind
    {
        protected Event Gate { get; } = new Event();

        internal override Awaitable Wait() => Gate.Wait();

        internal override void Fulfil() => Gate.Set();
    }

    private sealed class FlagKind : WaitKind
    {
        private readonly ThreadSafeFlag flag = new ThreadSafeFlag();

        internal override bool ServesMany => false;

        internal override bool HasWaiters
        {
            get
            {
                try
                {
                    return flag.Wait() == null;
                }
                catch (InvalidOperationException)
                {
                    return true;
                }
            }
        }

        internal override Awaitable Wait() => flag.Wait();

        internal override void Fulfil() => flag.Set();
    }

    /// <summary>What all primitives are made of.</summary>
    private sealed class ListKind : WaitKind
    {
        private readonly OpenList list = new OpenList();

        internal override bool HasWaiters => list.HasAny;

        internal override Awaitable Wait() => list;

        internal override void Fulfil() => list.Open();
    }

    private sealed class OpenList : WaitQueue
    {
        internal bool HasAny => HasWaiters;

        internal void Open()
        {
            State = -2;
            while (WakeFirst())
            {
            }
        }
    }

    private sealed class SleepKind : WaitKind
    {
        internal override bool EndsByItself => true;

        internal override Awaitable Wait() => SleepMs(100);

        internal override void Fulfil() => VirtualTime.Clock.Advance(100);
    }

    private sealed class TurnKind : WaitKind
    {
        internal override bool EndsByItself => true;

        internal override Awaitable Wait() => SleepMs(0);

        internal override void Fulfil()
        {
        }
    }

    private sealed class TaskKind : EventKind
    {
        internal override Awaitable Wait() => CreateTask(WaitForGate());

        private async Coroutine WaitForGate() => await Gate.Wait();
    }

    private sealed class NestedKind : EventKind
    {
        internal override Awaitable Wait() => Descend(5);

        private async Coroutine Descend(int levels)
        {
            if (levels == 0)
            {
                await Gate.Wait();
                return;
            }

            await Descend(levels - 1);
        }
    }

    private sealed class LimitedKind : EventKind
    {
        internal override Awaitable Wait() => WaitForMs(Gate, Scripts.Forever);
    }

    private sealed class TwiceLimitedKind : EventKind
    {
        internal override Awaitable Wait() => WaitForMs(WaitForMs(Gate, Scripts.Forever), Scripts.Forever);
    }

    private sealed class LimitedTaskKind : EventKind
    {
        internal override Awaitable Wait() => WaitForMs(CreateTask(Gate), Scripts.Forever);
    }

    private sealed class GatherKind : EventKind
    {
        private readonly bool returnExceptions;

        internal GatherKind(bool returnExceptions) => this.returnExceptions = returnExceptions;

        internal override Awaitable Wait() => Gather(returnExceptions, Gate, CreateTask(Gate), Gate);
    }

    private sealed class WaiterTaskKind : EventKind
    {
        internal override Awaitable Wait() => CreateTask(Gate);
    }
}
