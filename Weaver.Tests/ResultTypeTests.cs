using Weaver.Tests.Harness;

namespace Weaver.Tests;

/// <summary>A result arrives unchanged whatever its type, on every way there is: small values travel without a box, others in one.</summary>
public sealed class ResultTypeTests
{
    /// <summary>The type, two values of it, and how to compare them (<c>x</c> and <c>y</c>).</summary>
    private static readonly (string Type, string One, string Other, string Same)[] Types =
    [
        ("bool", "true", "false", "x == y"),
        ("byte", "(byte)255", "(byte)1", "x == y"),
        ("sbyte", "(sbyte)-128", "(sbyte)1", "x == y"),
        ("char", "'\\uFFFF'", "'a'", "x == y"),
        ("short", "short.MinValue", "(short)1", "x == y"),
        ("ushort", "ushort.MaxValue", "(ushort)1", "x == y"),
        ("int", "int.MinValue", "1", "x == y"),
        ("uint", "uint.MaxValue", "1u", "x == y"),
        ("long", "long.MinValue", "1L", "x == y"),
        ("ulong", "ulong.MaxValue", "1UL", "x == y"),
        ("float", "1.5f", "float.MaxValue", "x == y"),
        ("double", "1.5", "double.MaxValue", "x == y"),
        ("IntColour", "IntColour.Red", "IntColour.Blue", "x == y"),
        ("ByteColour", "ByteColour.Red", "ByteColour.Blue", "x == y"),
        ("LongColour", "LongColour.Red", "LongColour.Blue", "x == y"),
        ("DayOfWeek", "DayOfWeek.Friday", "DayOfWeek.Sunday", "x == y"),
        ("DateTime", "new DateTime(2026, 7, 24)", "new DateTime(2000, 1, 1)", "x.Ticks == y.Ticks"),
        ("TimeSpan", "new TimeSpan(123456789)", "TimeSpan.MaxValue", "x.Ticks == y.Ticks"),
        ("Point", "new Point(1, 2)", "new Point(3, 4)", "x.X == y.X && x.Y == y.Y"),
        ("string", "\"one\"", "null", "x == y"),
        ("object", "new Thing(1)", "\"a string\"", "x is Thing a ? y is Thing b && a.Number == b.Number : x.Equals(y)"),
        ("Thing", "new Thing(1)", "null", "x?.ToString() == y?.ToString()"),
        ("IThing", "new Thing(1)", "new Thing(2)", "x.Number == y.Number"),
        ("byte[]", "new byte[] { 1, 2 }", "new byte[0]", "x.Length == y.Length && (x.Length == 0 || x[1] == y[1])"),
        ("string[]", "new string[] { \"a\", \"b\" }", "new string[0]", "x.Length == y.Length && (x.Length == 0 || x[1] == y[1])"),
        ("int[][]", "new int[][] { new int[] { 7 } }", "new int[0][]", "x.Length == y.Length && (x.Length == 0 || x[0][0] == y[0][0])"),
        ("Maker", "() => 1", "() => 2", "x() == y()"),
        ("Coroutine<int>", "Seven(7)", "Seven(8)", "x is not null && y is not null"),
        ("Coroutine", "Seven(7)", "Seven(8)", "x is not null && y is not null"),
    ];

    public static TheoryData<string, Shape> All()
    {
        TheoryData<string, Shape> data = [];
        foreach ((string type, _, _, _) in Types)
        {
            data.Add(type, Shape.Debug);
            data.Add(type, Shape.Release);
        }

        return data;
    }

    [Theory, MemberData(nameof(All))]
    public void A_result_of_this_type_arrives_unchanged(string type, Shape shape)
    {
        (_, string one, string other, string same) = Types.Single(t => t.Type == type);
        TestProgram.Says(shape, "end", $$"""
            public enum IntColour { Red = -5, Blue = 7 }
            public enum ByteColour : byte { Red = 200, Blue = 7 }
            public enum LongColour : long { Red = long.MinValue, Blue = 7 }
            public struct Point { public int X; public long Y; public Point(int x, long y) { X = x; Y = y; } }
            public interface IThing { int Number { get; } }
            public class Thing : IThing
            {
                private readonly int number;
                public Thing(int n) => number = n;
                public int Number => number;
                public override string ToString() => "thing " + number;
            }

            public delegate int Maker();
            static async Coroutine<int> Seven(int n) { await SleepMs(n); return n; }

            static {{type}} One() => {{one}};
            static {{type}} Other() => {{other}};
            static bool Same({{type}} x, {{type}} y) => {{same}};
            static {{type}} field;
            static Coroutine<{{type}}> Run(Coroutine<{{type}}> coroutine) => coroutine;

            static async Coroutine<{{type}}> Now() => One();
            static async Coroutine<{{type}}> Later() { {{type}} value = One(); await SleepMs(1); return value; }
            static async Coroutine<{{type}}> Either(bool first) { await SleepMs(1); return first ? One() : Other(); }
            static async Coroutine<{{type}}> EitherNow(bool first) => first ? One() : Other();
            static async Coroutine<{{type}}> Through() => await Later();
            static async Coroutine<{{type}}> Default() { await SleepMs(1); return default({{type}}); }

            static void Check(bool right, string what)
            {
                if (!right)
                {
                    Say(what);
                }
            }

            public static async Coroutine Main()
            {
                Check(Same(await Now(), One()), "now");
                Check(Same(await Later(), One()), "later");
                Check(Same(await Either(true), One()), "first");
                Check(Same(await Either(false), Other()), "second");
                Check(Same(await EitherNow(true), One()), "first now");
                Check(Same(await EitherNow(false), Other()), "second now");
                Check(Same(await Through(), One()), "through");
                Check(Same(await Run(Later()), One()), "handed on");
                {{type}} nothing = await Default();
                Check(Same(await Later(), await Now()), "both in one expression");
                field = await Either(false);
                Check(Same(field, Other()), "field");
                {{type}}[] array = new {{type}}[] { await Now(), await Either(false) };
                Check(Same(array[0], One()) && Same(array[1], Other()), "array");

                Task<{{type}}> task = CreateTask(Later());
                Check(Same(await task, One()), "task");
                Check(Same(await task, One()), "task again");
                Check(Same(task.Result, One()), "task's result");
                Check(Same(await CreateTask(Now(), "name"), One()), "named task");
                Check(Same(await WaitForMs(Later(), 10), One()), "timeout");
                Check(Same(await WaitForMs(task, 10), One()), "timeout around a task");
                Check(Same(await WaitForMs(CreateTask(Later()), 10), One()), "timeout around a running task");
                Check(Same(await WaitFor(Either(false), 0.5), Other()), "timeout in seconds");
                object[] all = await Gather(Later(), CreateTask(Either(false)));
                Check(Same(({{type}})all[0], One()), "gathered");
                Check(Same(({{type}})all[1], Other()), "gathered task");
                object plain = await (Task)CreateTask(Later());
                Check(Same(({{type}})plain, One()), "task without type");
                Say("end");
            }
            """);
    }

    [Theory, BothShapes]
    public void An_enumeration_keeps_its_type_on_every_way_on_which_it_is_an_object(Shape shape)
    {
        using Workshop workshop = new();
        Library foreign = new(workshop, shape, "Foreign", """
            public enum Mode { Off, On = -7 }
            public enum Level : byte { Low = 1, High = 200 }
            """);
        string path = TestProgram.Weave(workshop, shape, """
            public enum Small : sbyte { A = -1 }
            public enum Large : long { A = long.MinValue }
            public enum Unsigned : uint { A = uint.MaxValue }

            static async Coroutine<Mode> GetMode() { await SleepMs(1); return Mode.On; }
            static async Coroutine<Level> GetLevel() { await SleepMs(1); return Level.High; }
            static async Coroutine<DayOfWeek> GetDay() => DayOfWeek.Friday;
            static async Coroutine<Small> GetSmall() => Small.A;
            static async Coroutine<Large> GetLarge() => Large.A;
            static async Coroutine<Unsigned> GetUnsigned() => Unsigned.A;
            static async Coroutine<Mode> Fail() { await SleepMs(1); throw new Exception("failed"); }

            static void Check(object[] results) => Say(
                results[0] is Mode.On && results[1] is Level.High && results[2] is DayOfWeek.Friday && results[3] is Small.A && results[4] is Large.A
                && results[5] is Unsigned.A ? "kept" : results[0].GetType() + " " + results[1].GetType() + " " + results[2].GetType());

            static Awaitable[] Each() => new Awaitable[] { GetMode(), GetLevel(), GetDay(), GetSmall(), GetLarge(), GetUnsigned() };

            static Awaitable[] EachTask()
            {
                Awaitable[] tasks = Each();
                for (int i = 0; i < tasks.Length; i++) { tasks[i] = CreateTask(tasks[i]); }
                return tasks;
            }

            static Awaitable[] EachTyped() => new Awaitable[] { CreateTask(GetMode()), CreateTask(GetLevel()), CreateTask(GetDay()), CreateTask(GetSmall()), CreateTask(GetLarge()), CreateTask(GetUnsigned()) };

            static Awaitable[] EachLimited() => new Awaitable[]
            {
                WaitForMs(GetMode(), 10), WaitForMs(GetLevel(), 10), WaitForMs(CreateTask(GetDay()), 10), WaitForMs(GetSmall(), 10), WaitFor(CreateTask(GetLarge()), 1), WaitFor(GetUnsigned(), 1),
            };

            static async Coroutine<object[]> AwaitEach(Awaitable[] each)
            {
                object[] results = new object[each.Length];
                for (int i = 0; i < each.Length; i++) { results[i] = await CreateTask(each[i]); }
                return results;
            }

            static async Coroutine<object[]> ShieldEach(Awaitable[] each)
            {
                object[] results = new object[each.Length];
                for (int i = 0; i < each.Length; i++) { results[i] = await Shield(each[i]); }
                return results;
            }

            public static async Coroutine Main()
            {
                Check(await Gather(Each()));
                Check(await Gather(EachTask()));
                Check(await Gather(true, EachTyped()));
                Check(await Gather(EachLimited()));
                Check(await WaitAll(Each()));
                Check(await WaitAll(EachTyped()));
                Check(await AwaitEach(Each()));
                Check(await ShieldEach(Each()));
                Check(await ShieldEach(EachTyped()));
                Task<Mode> mode = CreateTask(GetMode());
                Task<Level> level = CreateTask(GetLevel());
                Say(await WaitAny(mode, level));
                await Gather(mode, level);
                Say(mode.Result == Mode.On && level.Result == Level.High && ((Task)mode).Result is Mode && ((Task)level).Result is Level);
                Say(await WaitForMs(mode, 5) == Mode.On && await WaitForMs(level, 5) == Level.High && await WaitFor(CreateTask(GetSmall()), 5) == Small.A);
                Queue queue = new Queue();
                await queue.Put(await GetMode());
                Say(await queue.Get() is Mode.On);
                await TaskGroup.Run(async group =>
                {
                    Task<Level> inGroup = group.CreateTask(GetLevel());
                    Task<DayOfWeek> named = group.CreateTask(GetDay(), "day");
                    Say(await inGroup == Level.High && await named == DayOfWeek.Friday && named.Name == "day" && inGroup.Result == Level.High);
                });
                object[] failed = await Gather(true, GetMode(), Fail());
                Say(failed[0] is Mode && failed[1] is Exception);
            }
            """, foreign);
        Assert.Equal("kept kept kept kept kept kept kept kept kept 0 True True True True True", TestProgram.Start(path, foreign));
    }

    [Theory, BothShapes]
    public void An_enumeration_of_another_assembly_is_what_Run_returns(Shape shape)
    {
        const string Source = """
            static async Coroutine<DayOfWeek> Day() { await SleepMs(1); return DayOfWeek.Friday; }
            public static async Coroutine Main() { }
            public static string Start()
            {
                DayOfWeek day = Run(Day(), new AutojumpClock());
                object boxed = Run((Coroutine)Day(), new AutojumpClock());
                return day == DayOfWeek.Friday && boxed is DayOfWeek.Friday ? "kept" : boxed.GetType().ToString();
            }
            """;
        using Workshop workshop = new();
        Assert.Equal("kept", TestProgram.Start(TestProgram.Weave(workshop, shape, Source), "Program"));
    }

    [Theory, BothShapes]
    public void The_main_coroutines_result_is_what_Run_returns(Shape shape)
    {
        const string Source = """
            static async Coroutine<int> Int() { await SleepMs(1); return 42; }
            static async Coroutine<string> Text() => "text";
            static async Coroutine<long> Long() { await SleepMs(1); return 1L << 40; }
            static async Coroutine<byte[]> Bytes() => new byte[] { 1, 2, 3 };
            public static async Coroutine Main() { }
            public static string Start()
            {
                int i = Run(Int(), new AutojumpClock());
                string s = Run(Text(), new AutojumpClock());
                long l = Run(Long());
                return i + s + l + Run(Bytes(), new AutojumpClock()).Length + (Run(Main(), new AutojumpClock()) == null);
            }
            """;
        using Workshop workshop = new();
        string path = TestProgram.Weave(workshop, shape, Source);
        Assert.Equal("42text10995116277763True", TestProgram.Start(path, "Program"));
    }
}
