using Mono.Cecil;
using Weaver.Shrinking;
using Weaver.Tests.Harness;

namespace Weaver.Tests;

/// <summary>A program that is made small does the same: what it does not use of its libraries is gone, and what nobody can name has a short name.</summary>
public sealed class ShrinkTests
{
    private const string Meters = """
        namespace Meters
        {
            public interface IMeter { Coroutine<int> Read(); string Unit { get; } }

            public abstract class Meter : IMeter
            {
                private static int readings;
                private readonly Event ready = new Event();
                protected int Factor = 2;
                public int LastReading;

                public abstract string Unit { get; }

                public async Coroutine<int> Read()
                {
                    ready.Set();
                    await ready;
                    return LastReading = Count() * Factor * await Measure(3);
                }

                public async Coroutine<int> ReadTwice() { int first = await Read(); return first + await Read(); }

                public virtual string Describe() => "never asked";

                public override string ToString() => "a meter of " + Unit + Suffix();

                internal virtual async Coroutine<int> Measure(int channel) { await SleepMs(1); return channel; }

                internal virtual string Suffix() => "s";

                private static int Count() => ++readings;

                private static int NobodyCounts() => readings;
            }

            public class Thermometer : Meter
            {
                public override string Unit => "degree";

                internal override async Coroutine<int> Measure(int channel) { await SleepMs(1); return 10 * channel; }
            }

            public delegate int Change(int value);

            public class Changed : System.Collections.IComparer
            {
                private readonly Change change;

                public Changed(Change change) => this.change = change;

                public int Compare(object x, object y) => change((int)x) - change((int)y);
            }

            public struct Pair { public int First; public int Second; }

            public enum Colour { Red, Green }

            public static class Unused
            {
                private static readonly byte[] table = { 1, 2, 3, 4, 5, 6, 7, 8, 9 };

                public static int Of(int n) => table[n];
            }
        }
        """;

    private const string Use = """
        private static IComparer comparer = new Meters.Changed(n => -n);
        private static Meters.Pair pair;
        private static Meters.Colour colour = Meters.Colour.Green;

        public static async Coroutine Main()
        {
            Meters.IMeter meter = new Meters.Thermometer();
            Say(await meter.Read());
            Say(await WaitForMs(meter.Read(), 1000));
            Say(meter);
            Say(comparer.Compare(1, 2));
            pair.Second = 7;
            Say(pair.Second);
            Say((int)colour);
            Event go = new Event();
            Task task = CreateTask(Wait(go));
            await SleepMs(5);
            go.Set();
            await task;
            await Gather(Wait(go), Wait(go));
            using (TimeoutScope.After(10)) { await SleepMs(1); }
        }

        private static async Coroutine Wait(Event go) { await go; Say("gone"); }
        """;

    private const string Said = "60 120 a meter of degrees 1 7 1 gone gone gone";

    [Theory, BothShapes]
    public void It_does_the_same(Shape shape)
    {
        using Small small = new(shape);
        Assert.Equal(Said, small.Start());
    }

    [Fact]
    public void What_a_program_does_not_use_of_a_library_is_gone()
    {
        using Small small = new(Shape.Release);
        using AssemblyDefinition meters = small.Read("Meters");
        using AssemblyDefinition runtime = small.Read("AsyncCore");
        using AssemblyDefinition before = AssemblyDefinition.ReadAssembly(Paths.AsyncCoreWoven);

        Assert.Null(meters.MainModule.GetType("Meters.Unused"));
        Assert.DoesNotContain(meters.MainModule.GetTypes(), type => type.Name == "<PrivateImplementationDetails>");
        string[] methods = [.. meters.MainModule.GetType("Meters.Meter").Methods.Select(method => method.Name)];
        Assert.DoesNotContain("ReadTwice", methods);
        Assert.DoesNotContain("Describe", methods);
        Assert.Contains("ToString", methods);
        Assert.Contains("Read", methods);
        Assert.Contains("get_Unit", methods);
        Assert.Null(runtime.MainModule.GetType("AsyncCore.Barrier"));
        Assert.True(MethodsOf(runtime) < 3 * MethodsOf(before) / 4);
    }

    [Fact]
    public void What_nobody_can_name_has_a_short_name_and_a_line_says_which()
    {
        using Small small = new(Shape.Release);
        using AssemblyDefinition meters = small.Read("Meters");
        TypeDefinition meter = meters.MainModule.GetType("Meters.Meter");
        TypeDefinition thermometer = meters.MainModule.GetType("Meters.Thermometer");

        Assert.Contains(meter.Fields, field => field.Name == "LastReading");
        Assert.Contains(meter.Fields, field => field.Name == "Factor");
        Assert.DoesNotContain(meter.Fields, field => field.Name == "readings");
        string measure = Assert.Single(small.Names, line => line.StartsWith("Meters.Meter::") && line.EndsWith(" = Measure"));
        string name = measure["Meters.Meter::".Length..measure.IndexOf(' ')];
        Assert.InRange(name.Length, 1, 2);
        Assert.Contains(meter.Methods, method => method.Name == name && method.IsVirtual);
        Assert.Contains(thermometer.Methods, method => method.Name == name && method.IsVirtual);
        Assert.Contains($"Meters.Thermometer::{name} = Measure", small.Names);
    }

    [Fact]
    public void In_a_class_and_those_that_derive_from_it_no_two_names_become_one()
    {
        using Small small = new(Shape.Release);
        foreach (IGrouping<string, string> lines in small.Names.GroupBy(line => line[..line.IndexOf(" = ")]))
        {
            Assert.Single(lines);
        }
    }

    [Fact]
    public void The_same_program_becomes_the_same_bytes()
    {
        using Small one = new(Shape.Release);
        using Small other = new(Shape.Release);
        Assert.Equal(File.ReadAllBytes(one.PathOf("AsyncCore")), File.ReadAllBytes(other.PathOf("AsyncCore")));
        Assert.Equal(one.Names.Where(line => line.StartsWith("AsyncCore.")), other.Names.Where(line => line.StartsWith("AsyncCore.")));
    }

    [Fact]
    public void A_file_that_is_missing_is_told()
    {
        using Workshop workshop = new();
        Refusal refusal = Assert.Single(ImageShrinker.Shrink(workshop.Folder, workshop.PathOf("names.txt"), [workshop.PathOf("no.dll")], [Paths.Mscorlib]));
        Assert.Contains("no.dll", refusal.ToString());
    }

    private static int MethodsOf(AssemblyDefinition assembly) => assembly.MainModule.GetTypes().Sum(type => type.Methods.Count);

    /// <summary>The program above with its library and AsyncCore, made small.</summary>
    private sealed class Small : IDisposable
    {
        private readonly Workshop workshop = new();

        public Small(Shape shape)
        {
            Library meters = new(workshop, shape, "Meters", Meters);
            string path = TestProgram.Weave(workshop, shape, Use, meters);
            Assert.Empty(ImageShrinker.Shrink(workshop.PathOf("small"), workshop.PathOf("names.txt"), [path, meters.WovenPath, Paths.AsyncCoreWoven], [Paths.Mscorlib, Paths.RuntimeNative]));
            Names = File.ReadAllLines(workshop.PathOf("names.txt"));
        }

        public string[] Names { get; }

        public string PathOf(string assembly) => workshop.PathOf($"small/{assembly}.dll");

        public AssemblyDefinition Read(string assembly) => AssemblyDefinition.ReadAssembly(PathOf(assembly));

        public string Start()
        {
            WovenContext board = new(new[] { "Meters", "AsyncCore" }.ToDictionary(name => name, PathOf));
            try
            {
                return (string)board.LoadFromStream(new MemoryStream(File.ReadAllBytes(PathOf("Test")))).GetType("Frame")!.GetMethod("Start")!.Invoke(null, null)!;
            }
            finally
            {
                board.Unload();
            }
        }

        public void Dispose() => workshop.Dispose();
    }
}
