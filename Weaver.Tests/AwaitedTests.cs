using Weaver.Tests.Harness;
using static Weaver.Tests.Harness.TestProgram;

namespace Weaver.Tests;

/// <summary>Whatever can be awaited is, in the way that it asks for.</summary>
public sealed class AwaitedTests
{
    [Theory, BothShapes]
    public void Many_kinds_of_awaitables_meet_in_one_method(Shape shape) => Says(shape, "1 text True 2 plain task 5 event 6 7 own extended struct", """
        static async Coroutine<int> Int() { await SleepMs(1); return 1; }
        static async Coroutine<string> Text() { await SleepMs(1); return "text"; }
        static async Coroutine<bool> Bool() => true;
        static async Coroutine<long> Long() { await SleepMs(0); return 2; }
        static async Coroutine Plain() { await SleepMs(1); Say("plain"); }
        static async Coroutine<int> Five() { await SleepMs(1); return 5; }
        sealed class Door
        {
            private readonly Event opened = new Event();
            public void Open() => opened.Set();
            public Event GetAwaiter() => opened;
        }

        public static async Coroutine Main()
        {
            Event happened = new Event();
            Door door = new Door();
            Say(await Int());
            Say(await Text());
            Say(await Bool());
            Say(await Long());
            await Plain();
            Task task = CreateTask(Plain2());
            await task;
            Say(await CreateTask(Five()));
            CreateTask(Set(happened));
            await happened;
            await happened.Wait();
            Say("event");
            Awaitable any = Int();
            await any;
            any = CreateTask(Int());
            await any;
            await SleepMs(0);
            await Sleep(0.001);
            Say(6);
            Coroutine coroutine = Int();
            await coroutine;
            object[] none = await Gather();
            Say(7 + none.Length);
            door.Open();
            await door;
            Say("own");
            await new Gate();
            Say("extended");
            await new Turn();
            Say("struct");
        }

        struct Turn { public SleepOperation GetAwaiter() => SleepMs(0); }

        static async Coroutine Plain2() { await SleepMs(1); Say("task"); }
        static async Coroutine Set(Event happened) { await SleepMs(1); happened.Set(); }
        sealed class Gate { public Awaitable GetAwaiter() => SleepMs(3); }
        """);

    [Theory, BothShapes]
    public void What_is_known_only_as_an_awaitable_is_awaited_as_what_it_is(Shape shape) => Says(shape, "True False True end", """
        static async Coroutine<int> Id(int n) { await SleepMs(1); return n; }
        static async Coroutine Await(params Awaitable[] all)
        {
            foreach (Awaitable awaitable in all)
            {
                await awaitable;
            }
        }

        public static async Coroutine Main()
        {
            Lock door = new Lock();
            Semaphore places = new Semaphore(1);
            Event happened = new Event();
            happened.Set();
            await Await(door.Acquire(), places.Acquire(), happened, SleepMs(1), SleepMs(0), Id(1), CreateTask(Id(2)));
            Say(door.IsLocked);
            door.Release();
            Say(door.IsLocked);
            WaitQueue list = door.Acquire();
            await list;
            Say(door.IsLocked);
            Say("end");
        }
        """);

    [Theory, BothShapes]
    public void Awaiting_null_throws_at_the_await(Shape shape) => Says(shape, "coroutine typed task awaitable after", """
        static async Coroutine<int> Id(int n) { await SleepMs(1); return n; }
        static async Coroutine Try(string name, Coroutine coroutine, Coroutine<int> typed, Task task, Awaitable awaitable)
        {
            try
            {
                switch (name)
                {
                    case "coroutine": await coroutine; break;
                    case "typed": await typed; break;
                    case "task": await task; break;
                    case "awaitable": await awaitable; break;
                }

                Say("wrong");
            }
            catch (NullReferenceException)
            {
                Say(name);
            }
        }

        public static async Coroutine Main()
        {
            await Try("coroutine", null, null, null, null);
            await Try("typed", null, null, null, null);
            await Try("task", null, null, null, null);
            await Try("awaitable", null, null, null, null);
            Say("after");
        }
        """);

    [Theory, BothShapes]
    public void A_sleep_that_is_kept_in_a_variable_is_awaited_later(Shape shape) => Says(shape, "end", """
        public static async Coroutine Main()
        {
            Awaitable first = SleepMs(5);
            Awaitable second = SleepMs(0);
            await second;
            await first;
            int ms = 0;
            await SleepMs(ms);
            Say("end");
        }
        """);

    [Theory, BothShapes]
    public void Await_using_disposes_when_the_block_is_left(Shape shape) => Says(shape, "in a~ thrown b~ caught c d d~ c~ plain e~ after", """
        sealed class Resource
        {
            private readonly string name;
            public Resource(string name) => this.name = name;
            public async Coroutine DisposeAsync() { await SleepMs(1); Say(name + "~"); }
        }

        sealed class Plain : IDisposable { public void Dispose() => Say("e~"); }

        struct Value { public async Coroutine DisposeAsync() { await SleepMs(1); } }

        static async Coroutine Fail()
        {
            await using Resource b = new Resource("b");
            await SleepMs(1);
            Say("thrown");
            throw new Exception("caught");
        }

        public static async Coroutine Main()
        {
            await using (Resource a = new Resource("a"))
            {
                await SleepMs(1);
                Say("in");
            }

            try
            {
                await Fail();
            }
            catch (Exception e)
            {
                Say(e.Message);
            }

            await Two();
            using (new Plain())
            {
                await SleepMs(1);
                Say("plain");
            }

            Say("after");
        }

        static async Coroutine Two()
        {
            await using Resource c = new Resource("c");
            Say("c");
            await SleepMs(1);
            await using Resource d = new Resource("d");
            Say("d");
        }
        """);

    [Theory, BothShapes]
    public void Await_foreach_takes_its_items_one_by_one(Shape shape) => Says(shape, "1 2 3 gone 1 gone end", """
        sealed class Numbers
        {
            public Numbers GetAsyncEnumerator() => new Numbers();
            public int Current { get; private set; }
            public async Coroutine<bool> MoveNextAsync() { await SleepMs(10); return ++Current <= 3; }
            public async Coroutine DisposeAsync() { await SleepMs(1); Say("gone"); }
        }

        public static async Coroutine Main()
        {
            await foreach (int number in new Numbers())
            {
                await SleepMs(1);
                Say(number);
            }

            await foreach (int number in new Numbers())
            {
                Say(number);
                break;
            }

            Say("end");
        }
        """);
}
