using AsyncCore;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;

namespace UnitTests;

/// <summary>How often the loop looks outside for those who wait for input.</summary>
[TestClass]
public class PollingTests
{
    private static CountingPoller poller;

    [TestMethod]
    public void An_idle_board_looks_outside_100_times_a_second()
    {
        VirtualTime.Run(CountIdle());
        Trace.Is("100");
    }

    [TestMethod]
    public void After_traffic_the_loop_looks_often_and_then_ever_more_seldom()
    {
        VirtualTime.Run(CountAfterTraffic());
        Trace.Is("62 32 21 16 13");
    }

    [TestMethod]
    public void The_loop_does_not_look_outside_while_nobody_waits_for_it()
    {
        VirtualTime.Run(CountWithoutWaiters());
        Trace.Is("0");
    }

    [TestMethod]
    public void The_loop_looks_outside_for_who_begins_to_wait_in_a_callback()
    {
        VirtualTime.Run(CountSinceCallback());
        Trace.Is("looks");
    }

    [TestMethod]
    public void The_loop_looks_no_more_when_whoever_waited_without_a_task_waits_no_longer()
    {
        VirtualTime.Run(CountUntilNobodyWaits());
        Trace.Is("3");
    }

    [TestMethod]
    public void Right_after_traffic_the_loop_looks_without_a_rest()
    {
        TickingClock clock = new TickingClock();
        Trace.Clear();
        Run(CountEager(clock), clock);
        Trace.Is("rests:0 eager rests:1");
    }

    [TestMethod]
    public void S14_1_sleepers_wake_in_time_while_the_loop_looks_without_a_rest()
    {
        TickingClock clock = new TickingClock();
        Trace.Clear();
        Run(SleepWhileEager(), clock);
        Trace.Is("1");
    }

    [TestMethod]
    public void A_sleeper_wakes_in_time_however_long_it_takes_to_look_outside()
    {
        VirtualTime.Run(SleepWhileLooksAreLong());
        Trace.Is("0");
    }

    [TestMethod]
    public void Sleepers_put_a_look_outside_off_but_once()
    {
        VirtualTime.Run(SleepOftenWhileInputComes());
        Trace.Is("in time");
    }

    private static void Attach()
    {
        poller = new CountingPoller();
        EventLoop.Current.Poller = poller;
        _ = CreateTask(poller.Input);
    }

    private static async Coroutine CountIdle()
    {
        Attach();
        await SleepMs(1000);
        int before = poller.Count;
        await SleepMs(1000);
        Trace.Add((poller.Count - before).ToString());
    }

    private static async Coroutine CountAfterTraffic()
    {
        Attach();
        await SleepMs(1000);
        poller.HasInput = true;
        await SleepMs(5);
        _ = CreateTask(poller.Input);
        for (int i = 0; i < 5; i++)
        {
            int before = poller.Count;
            await SleepMs(64);
            Trace.Add((poller.Count - before).ToString());
        }
    }

    private static async Coroutine CountWithoutWaiters()
    {
        poller = new CountingPoller();
        EventLoop.Current.Poller = poller;
        await SleepMs(1000);
        Trace.Add(poller.Count.ToString());
    }

    private static async Coroutine CountSinceCallback()
    {
        EventLoop.Current.Poller = poller = new CountingPoller();
        EventLoop.Current.IdleHook = _ =>
        {
            EventLoop.Current.IdleHook = null;
            EventLoop.Current.CallSoonThreadSafe(() => poller.IsAwaitedWithoutTask = true);
        };
        await SleepMs(1000);
        Trace.Add(poller.Count > 10 ? "looks" : "does not look");
    }

    private static async Coroutine CountUntilNobodyWaits()
    {
        EventLoop.Current.Poller = poller = new CountingPoller();
        poller.IsAwaitedWithoutTask = true;
        poller.InputAfter = 3;
        await SleepMs(1000);
        Trace.Add(poller.Count.ToString());
    }

    private static async Coroutine CountEager(TickingClock clock)
    {
        Attach();
        poller.HasInput = true;
        await poller.Input;
        int rests = clock.Rests;
        int looks = poller.Count;
        poller.InputAfter = 50;
        await poller.Input;
        Trace.Add("rests:" + (clock.Rests - rests));
        Trace.Add(poller.Count - looks >= 50 ? "eager" : "lazy");
        poller.InputAfter = 400;
        await poller.Input;
        Trace.Add("rests:" + (clock.Rests > rests ? 1 : 0));
    }

    private static async Coroutine SleepWhileEager()
    {
        Attach();
        poller.HasInput = true;
        await poller.Input;
        _ = CreateTask(poller.Input);
        long beforeMs = EventLoop.Current.Clock.NowMs;
        await SleepMs(1);
        Trace.Add((EventLoop.Current.Clock.NowMs - beforeMs).ToString());
    }

    private static async Coroutine SleepWhileLooksAreLong()
    {
        Attach();
        await SleepMs(1);
        poller.DurationMs = 2;
        long beforeMs = EventLoop.Current.Clock.NowMs;
        await SleepMs(4);
        Trace.Add((EventLoop.Current.Clock.NowMs - beforeMs - 4).ToString());
    }

    private static async Coroutine SleepOftenWhileInputComes()
    {
        Attach();
        await SleepMs(1);
        Task waiting = CreateTask(poller.Input);
        poller.InputAfter = 5;
        int sleeps = 0;
        while (!waiting.IsDone)
        {
            await SleepMs(1);
            sleeps++;
        }

        Trace.Add(sleeps <= 6 ? "in time" : "after " + sleeps + " sleeps");
    }

    /// <summary>Counts how often it is asked.</summary>
    private sealed class CountingPoller : Poller
    {
        internal Input Input { get; } = new Input();

        internal int Count { get; private set; }

        internal bool HasInput { get; set; }

        /// <summary>How long a look takes, in virtual time.</summary>
        internal int DurationMs { get; set; }

        /// <summary>After how many more polls there is input; 0 for never.</summary>
        internal int InputAfter { get; set; }

        /// <summary>Somebody waits who is not a task, as a stream does that is closed and has still something to send.</summary>
        internal bool IsAwaitedWithoutTask { get; set; }

        public override bool HasWaiters => Input.IsAwaited || IsAwaitedWithoutTask;

        public override void Poll()
        {
            Count++;
            if (DurationMs > 0)
            {
                ((AutojumpClock)EventLoop.Current.Clock).Advance(DurationMs);
            }

            if (HasInput || --InputAfter == 0)
            {
                HasInput = false;
                IsAwaitedWithoutTask = false;
                Input.Come();
            }
        }
    }

    /// <summary>What tasks wait for.</summary>
    private sealed class Input : WaitQueue
    {
        internal bool IsAwaited => HasWaiters;

        internal void Come() => WakeAll();
    }

    /// <summary>A clock of a board: time passes while the loop is busy, a millisecond in every hundred looks.</summary>
    private sealed class TickingClock : Clock
    {
        private const int LooksPerMs = 100;

        private int looks;
        private long restedMs;

        public override long NowMs => restedMs + (++looks / LooksPerMs);

        public override int ResolutionMs => 0;

        internal int Rests { get; private set; }

        public override void IdleUntil(long deadlineMs)
        {
            Rests++;
            long leftMs = deadlineMs - NowMs;
            restedMs += leftMs > 0 ? leftMs : 0;
        }

        public override void Wake()
        {
        }
    }
}
