using Weaver.Tests.Harness;

namespace Weaver.Tests;

/// <summary>A program uses a library of coroutines: it is compiled against what the compiler made and runs with what the weaver made.</summary>
public sealed class LibraryTests
{
    private const string Sensors = """
        namespace Sensors
        {
            public delegate Coroutine<string> Formatter(Coroutine<int> value);

            public interface ISource
            {
                Coroutine<int> Read();
                Task<int> Started { get; }
            }

            public abstract class Sensor : ISource
            {
                public Coroutine<int> Prepared;
                public static Coroutine<string>[] Names = { Named("one"), Named("two") };
                public event Formatter Formatting;

                protected abstract Coroutine<long> Measure(int channel);

                public virtual async Coroutine<int> Read()
                {
                    await SleepMs(1);
                    return (int)await Measure(1);
                }

                public Task<int> Started { get; protected set; }

                public async Coroutine<string> Format() => await Formatting(Read());

                public static async Coroutine<string> Named(string name) { await SleepMs(1); return name; }

                public static async Coroutine<Level> LevelOf(int n) { await SleepMs(1); return (Level)n; }

                public static async Coroutine<Reading> ReadingOf(int n) { await SleepMs(1); return new Reading { Value = n }; }
            }

            public enum Level : byte { Low = 1, High = 200 }

            public struct Reading { public int Value; }

            public class Queue
            {
                private readonly Event filled = new Event();
                private object item;
                public void Put(object o) { item = o; filled.Set(); }
                public async Coroutine<object> Get() { await filled; return item; }
            }
        }
        """;

    private const string Use = """
        sealed class Thermometer : Sensors.Sensor
        {
            protected override async Coroutine<long> Measure(int channel) { await SleepMs(1); return 20 + channel; }
            public override async Coroutine<int> Read() { int read = await base.Read(); Prepared = Id(read); Started = CreateTask(Id(5)); return read + 1; }
            private static async Coroutine<int> Id(int n) { await SleepMs(1); return n; }
        }

        sealed class Fixed : Sensors.ISource
        {
            public async Coroutine<int> Read() { await SleepMs(1); return 3; }
            Task<int> Sensors.ISource.Started => CreateTask(Read());
        }

        public static async Coroutine Main()
        {
            Sensors.Sensor sensor = new Thermometer();
            sensor.Formatting += async value => await value + "C";
            Say(await sensor.Read());
            Say(await sensor.Prepared);
            Say(await sensor.Started);
            Say(await sensor.Format());
            Say(await Sensors.Sensor.Names[1]);
            Sensors.ISource source = new Fixed();
            Say(await source.Read());
            Say(await source.Started);
            Say(await Sensors.Sensor.LevelOf(200) == Sensors.Level.High);
            Say((await Sensors.Sensor.ReadingOf(9)).Value);
            Sensors.Queue queue = new Sensors.Queue();
            Task<object> got = CreateTask(queue.Get());
            queue.Put("item");
            Say(await got);
        }
        """;

    public static TheoryData<Shape, Shape> EachWithEach() => new()
    {
        { Shape.Debug, Shape.Debug },
        { Shape.Debug, Shape.Release },
        { Shape.Release, Shape.Debug },
        { Shape.Release, Shape.Release },
    };

    [Theory, MemberData(nameof(EachWithEach))]
    public void A_library_and_its_user_are_woven_apart_and_fit(Shape library, Shape program)
    {
        using Workshop workshop = new();
        Library sensors = new(workshop, library, "Sensors", Sensors);
        string path = TestProgram.Weave(workshop, program, Use, sensors);
        Assert.Equal("22 21 5 22C two 3 3 True 9 item", TestProgram.Start(path, sensors));
    }

    [Theory, BothShapes]
    public void A_library_that_does_not_use_AsyncCore_is_only_proved(Shape shape)
    {
        using Workshop workshop = new();
        Library plain = new(workshop, shape, "Plain", "public static class Plain { public static int Twice(int n) => 2 * n; }");
        string path = TestProgram.Weave(workshop, shape, "public static async Coroutine Main() => Say(Plain.Twice(21));", plain);
        Assert.Equal("42", TestProgram.Start(path, plain));
    }
}
