using Weaver.Tests.Harness;
using static Weaver.Tests.Harness.TestProgram;

namespace Weaver.Tests;

/// <summary><c>Coroutine&lt;T&gt;</c> and <c>Task&lt;T&gt;</c> can stand wherever a type can; on the board they are Coroutine and Task.</summary>
public sealed class ErasureTests
{
    [Theory, BothShapes]
    public void Fields_properties_parameters_arrays_and_locals_hold_them(Shape shape) =>
        Says(shape, "1 2 3 4 5 6 7 8 null 9 10 11", """
            static async Coroutine<int> Id(int n) { await SleepMs(1); return n; }
            sealed class Holder
            {
                public Coroutine<int> Field;
                public readonly Task<int>[] Tasks = new Task<int>[2];
                public Coroutine<int> Property { get; set; }
                public Task<int> Task { get; init; }
                public static Coroutine<int>[][] Jagged;
            }

            static async Coroutine<int> Sum(Coroutine<int> a, Task<int> b) => await a + await b;
            static void Out(out Coroutine<int> made, ref Task<int> task) { made = Id(6); task = CreateTask(Id(7)); }
            static async Coroutine<int> All(params Coroutine<int>[] all)
            {
                int sum = 0;
                foreach (Coroutine<int> one in all)
                {
                    sum += await one;
                }

                return sum;
            }

            static bool IsNull(Task<string> task) => task == null;

            public static async Coroutine Main()
            {
                Holder holder = new Holder { Field = Id(1), Property = Id(2), Task = CreateTask(Id(3)) };
                Say(await holder.Field);
                Say(await holder.Property);
                Say(await holder.Task);
                holder.Tasks[0] = CreateTask(Id(4));
                Say(await holder.Tasks[0]);
                Say(await Sum(Id(2), CreateTask(Id(3))));
                Task<int> task = null;
                Out(out Coroutine<int> made, ref task);
                Say(await made);
                Say(await task);
                Say(await All(Id(1), Id(3), Id(4)));
                Say(IsNull(null) ? "null" : "");
                Holder.Jagged = new Coroutine<int>[][] { new Coroutine<int>[] { Id(9) } };
                Say(await Holder.Jagged[0][0]);
                Task<int>[] tasks = { CreateTask(Id(10)), CreateTask(Id(11)) };
                await Gather(tasks);
                Say(tasks[0].Result);
                Say(tasks[1].Result);
            }
            """);

    [Theory, BothShapes]
    public void Delegates_events_and_interfaces_mention_them(Shape shape) => Says(shape, "text 5 group 7 9 called", """
        delegate Coroutine<string> Maker();
        delegate Coroutine<int> Chain(Coroutine<int> inner);
        delegate void Done(Task<int> task);
        delegate Task<int> Starter(Coroutine<int> coroutine);
        delegate Coroutine<int> Limit(Coroutine<int> coroutine, int ms);
        static event Maker Made;
        static async Coroutine<string> Text() { await SleepMs(1); return "text"; }
        static async Coroutine<string> Group() { await SleepMs(1); return "group"; }
        static async Coroutine<int> Id(int n) { await SleepMs(1); return n; }
        public static async Coroutine Main()
        {
            Maker maker = Text;
            Say(await maker());
            Chain chain = async inner => 2 + await inner;
            Say(await chain(Id(3)));
            Made += Group;
            Say(await Made());
            Starter starter = CreateTask<int>;
            Say(await starter(Id(7)));
            Limit limit = WaitForMs<int>;
            Say(await limit(Id(9), 100));
            Done done = task => Say(task.Result == 1 ? "called" : "wrong");
            Task<int> one = CreateTask(Id(1));
            await one;
            done(one);
        }
        """);

    [Theory, BothShapes]
    public void A_coroutine_may_return_a_coroutine_or_a_task(Shape shape) => Says(shape, "1 text 3 4", """
        static async Coroutine<int> Id(int n) { await SleepMs(1); return n; }
        static async Coroutine<Coroutine<int>> Twice() { await SleepMs(1); return Id(1); }
        static async Coroutine<Coroutine<Coroutine<string>>> Thrice() { await SleepMs(1); return Wrap(); }
        static async Coroutine<Coroutine<string>> Wrap() => Text();
        static async Coroutine<string> Text() => "text";
        static async Coroutine<Task<int>> Started() { await SleepMs(1); return CreateTask(Id(3)); }
        static async Coroutine<Coroutine<int>[]> Several() { await SleepMs(1); return new Coroutine<int>[] { Id(4) }; }
        public static async Coroutine Main()
        {
            Say(await await Twice());
            Say(await await await Thrice());
            Say(await await Started());
            Say(await (await Several())[0]);
        }
        """);

    [Theory, BothShapes]
    public void Casts_and_tests_of_plain_types_work(Shape shape) => Says(shape, "task coroutine not 5 6 Coroutine True", """
        static async Coroutine<int> Id(int n) { await SleepMs(1); return n; }
        static string Kind(object o) => o is Task ? "task" : o is Coroutine ? "coroutine" : "not";
        public static async Coroutine Main()
        {
            Coroutine<int> five = Id(5);
            Task<int> six = CreateTask(Id(6));
            Say(Kind(six));
            Say(Kind(five));
            Say(Kind("text"));
            object o = five;
            Say(await (Coroutine<int>)o);
            Awaitable a = six;
            Say(await (Task<int>)a);
            Say(typeof(Coroutine<int>).Name);
            Say(typeof(Task<int>) == typeof(Task));
        }
        """);

    [Theory, BothShapes]
    public void A_tasks_result_is_read_as_often_as_wanted(Shape shape) => Says(shape, "7 7 7 text 3 InvalidOperationException", """
        static async Coroutine<int> Seven() { await SleepMs(1); return 7; }
        static async Coroutine<string> Text() { await SleepMs(1); return "text"; }
        static async Coroutine<byte[]> Bytes() { await SleepMs(1); return new byte[3]; }
        static int Read(Task<int> task) => task.Result;
        public static async Coroutine Main()
        {
            Task<int> task = CreateTask(Seven());
            Say(await task);
            Say(await task);
            Say(Read(task));
            Task<string> text = CreateTask(Text());
            await text;
            Say(text.Result);
            Task<byte[]> bytes = CreateTask(Bytes());
            await bytes;
            Say(bytes.Result.Length);
            Task<int> pending = CreateTask(Seven());
            try
            {
                Say(pending.Result);
            }
            catch (Exception e)
            {
                Say(e.GetType().Name);
            }
        }
        """);
}
