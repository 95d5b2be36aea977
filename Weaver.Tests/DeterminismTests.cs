using Weaver.Tests.Harness;

namespace Weaver.Tests;

/// <summary>The same input makes the same output, byte for byte, wherever and whenever it is woven.</summary>
public sealed class DeterminismTests
{
    private const string Source = """
        delegate Coroutine<string> Maker(int n);
        public static async Coroutine Main()
        {
            int count = 0;
            Maker maker = async n => { await SleepMs(n); return "n" + ++count; };
            Say(await maker(1) + await WaitForMs(Id(2), 10));
            try { await SleepMs(1); } finally { Say(CreateTask(Id(3)).IsDone); }
        }

        static async Coroutine<int> Id(int n) { await SleepMs(1); return n; }
        """;

    [Theory, BothShapes]
    public void Weaving_twice_and_in_another_folder_gives_the_same_bytes(Shape shape)
    {
        using Workshop one = new();
        using Workshop other = new();
        string first = TestProgram.Weave(one, shape, Source);
        (byte[] assembly, byte[] symbols) = Read(first);
        Assert.Equal(first, TestProgram.Weave(one, shape, Source));
        (byte[] assemblyAgain, byte[] symbolsAgain) = Read(first);
        (byte[] assemblyElsewhere, byte[] symbolsElsewhere) = Read(TestProgram.Weave(other, shape, Source));
        Assert.Equal(assembly, assemblyAgain);
        Assert.Equal(symbols, symbolsAgain);
        Assert.Equal(assembly, assemblyElsewhere);
        Assert.Equal(symbols, symbolsElsewhere);
    }

    [Theory, BothShapes]
    public void Different_programs_have_different_module_ids(Shape shape)
    {
        using Workshop one = new();
        using Workshop other = new();
        byte[] first = Read(TestProgram.Weave(one, shape, Source)).Assembly;
        byte[] second = Read(TestProgram.Weave(other, shape, Source.Replace("Id(3)", "Id(4)"))).Assembly;
        Assert.NotEqual(Metadata.ModuleId(first), Metadata.ModuleId(second));
    }

    private static (byte[] Assembly, byte[] Symbols) Read(string path) =>
        (File.ReadAllBytes(path), File.ReadAllBytes(Path.ChangeExtension(path, ".pdb")));
}
