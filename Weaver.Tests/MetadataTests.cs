using Weaver.Tests.Harness;

namespace Weaver.Tests;

/// <summary>Nothing is left in a woven assembly that nanoFramework could not load. Asked of the bytes, not of the weaver.</summary>
public sealed class MetadataTests
{
    private const string Source = """
        #nullable enable
        delegate Coroutine<string> Maker(Coroutine<int> inner, Task<long> task);
        interface ISource { Coroutine<int> Read(); Task<int>[] Tasks { get; } }
        abstract class Base<TIgnored> { }
        class Source : ISource
        {
            public Coroutine<int>[][]? Jagged;
            public Task<int>[] Tasks { get; } = new Task<int>[1];
            public event Maker? Made;
            public async Coroutine<int> Read() { await SleepMs(1); return 1; }
            public virtual void By(ref Coroutine<int> a, out Task<string>? b) => b = null;
            public static int Length(in string text, Coroutine<bool>? none) => text.Length;
            public Maker? Get() => Made;
        }

        static readonly Coroutine<string>? nothing;
        static async Coroutine<long> Long() { await SleepMs(1); return 1; }
        public static async Coroutine Main()
        {
            Source source = new Source();
            Coroutine<int> read = source.Read();
            Coroutine<bool>? none = null;
            source.By(ref read, out Task<string>? text);
            Say(Source.Length("abc", none));
            Maker maker = async (inner, task) => "" + await inner + await task + (nothing == null);
            string made = await maker(read, CreateTask(Long()));
            object o = typeof(Coroutine<int>);
            await WaitForMs(CreateTask(Long()), 10);
            if (o is Task)
            {
                Run(Long());
            }

            Say(made);
        }
        """;

    private static readonly string[] CompilersOwn =
    [
        "IAsyncStateMachine", "INotifyCompletion", "AsyncMethodBuilderAttribute", "AsyncStateMachineAttribute", "CompileTimeOnlyAttribute",
        "CoroutineMethodBuilder", "Nullable", "EmbeddedAttribute", "RefSafetyRulesAttribute", "IsReadOnlyAttribute", "`",
    ];

    [Theory, BothShapes]
    public void A_woven_program_holds_nothing_generic_and_nothing_of_the_compilers_own(Shape shape)
    {
        using Workshop workshop = new();
        string path = TestProgram.Weave(workshop, shape, Source.Replace("abstract class Base<TIgnored> { }", ""));
        Check(File.ReadAllBytes(path), "AsyncCore", "mscorlib");
        Assert.Equal("3 11True", TestProgram.Start(path));
    }

    [Fact]
    public void AsyncCore_holds_nothing_generic_and_nothing_of_the_compilers_own() =>
        Check(File.ReadAllBytes(Paths.AsyncCoreWoven), "mscorlib", "nanoFramework.Runtime.Native");

    [Theory, BothShapes]
    public void The_inspection_sees_what_the_compiler_made(Shape shape)
    {
        using Workshop workshop = new();
        TestProgram.TryWeave(workshop, shape, Source);
        IReadOnlyList<string> troubles = Metadata.Troubles(File.ReadAllBytes(workshop.PathOf("compiled/Test.dll")));
        Assert.Contains("GenericParam: 1 rows", troubles);
        Assert.Contains("Coroutine`1<Int32>", troubles);
        Assert.Contains(troubles, trouble => trouble.StartsWith("MethodSpec", StringComparison.Ordinal));
    }

    private static void Check(byte[] assembly, params string[] references)
    {
        Assert.Empty(Metadata.Troubles(assembly));
        Assert.Equal(references, Metadata.ReferencedAssemblies(assembly));
        Assert.DoesNotContain(Metadata.TypeNames(assembly), name => CompilersOwn.Any(name.Contains));
    }
}
