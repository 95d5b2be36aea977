using System.Text.RegularExpressions;
using Weaver.Tests.Harness;

namespace Weaver.Tests;

/// <summary>What cannot run on nanoFramework is refused at build time: where it stands, in the user's words, with what to do instead.</summary>
public sealed partial class RefusalTests
{
    public static TheoryData<string> Names() => [.. Refusals.All.Select(refusal => refusal.What)];

    [Theory, MemberData(nameof(Names))]
    public void This_is_refused_with_these_words(string what)
    {
        RefusedSource refused = Refusals.All.Single(refusal => refusal.What == what);
        Assert.Equal(Lines(refused.Errors), Lines(ErrorsOf(refused.Source, Shape.Debug)));
    }

    [Theory, MemberData(nameof(Names))]
    public void This_is_refused_with_the_same_words_in_optimised_code(string what)
    {
        RefusedSource refused = Refusals.All.Single(refusal => refusal.What == what);
        string[] errors = ErrorsOf(refused.Source, Shape.Release);
        if (refused.WhenOptimised != null)
        {
            Assert.Equal(Lines(refused.WhenOptimised), Lines(errors));
            return;
        }

        Assert.Equal(Lines(refused.Errors.Select(WithoutPlace)), Lines(errors.Select(WithoutPlace)));
        Assert.All(refused.Errors.Zip(errors), pair => Assert.InRange(LineOf(pair.Second) - LineOf(pair.First), 0, 1));
    }

    [Theory, BothShapes]
    public void A_generic_in_the_signature_of_a_foreign_member_is_refused_even_if_nothing_generic_is_made(Shape shape)
    {
        using Workshop workshop = new();
        Library foreign = Library.Unwoven(workshop, shape, "Foreign", """
            public delegate T Maker<T>();
            public static class Foreign
            {
                public static Maker<int> Field;
                public static void Call(Maker<int> maker) { }
                public static object Get(object from) => from;
            }
            """);
        (_, IReadOnlyList<Refusal> found) = TestProgram.TryWeave(workshop, shape, """
            public static async Coroutine Main()
            {
                Foreign.Call(null);
            }

            static bool IsNull() => Foreign.Field == null;
            static object Get() => Foreign.Get(null);
            """, foreign);
        Assert.Equal(
            """
            Program.cs(3,5): error AC0012: Method 'Main' uses 'Maker<int>', and nanoFramework 1.x has no generics. Declare a delegate without type parameters for it.
            Program.cs(6,25): error AC0012: Method 'IsNull' uses 'Maker<int>', and nanoFramework 1.x has no generics. Declare a delegate without type parameters for it.
            """,
            Lines(found.Select(refusal => refusal.ToString()).Order()));
    }

    [Theory, BothShapes]
    public void Without_symbols_a_refusal_names_no_line(Shape shape)
    {
        using Workshop workshop = new();
        string path = workshop.PathOf("Test.dll");
        const string Source = "public static class Test { public static void Main() { System.Action<int> none = n => { }; none(1); } }";
        TestCompiler.Compile(path, shape, [("Test.cs", Source)], []);
        File.Delete(Path.ChangeExtension(path, ".pdb"));
        Assert.Equal(
            "Weaver : error AC0012: Method 'Main' uses 'Action<int>', and nanoFramework 1.x has no generics. Declare a delegate without type parameters for it.",
            Lines(AssemblyWeaver.Weave(path, workshop.PathOf("woven/Test.dll"), [Paths.Mscorlib]).Select(refusal => refusal.ToString())));
    }

    private static string[] ErrorsOf(string source, Shape shape)
    {
        using Workshop workshop = new();
        (string path, IReadOnlyList<Refusal> found) = TestProgram.TryWeave(workshop, shape, source);
        Assert.False(File.Exists(path), "What is refused must not be written.");
        return found.Select(refusal => refusal.ToString()).ToArray();
    }

    private static string Lines(IEnumerable<string> errors) => string.Join('\n', errors);

    private static string WithoutPlace(string error) => error[error.IndexOf(": error", StringComparison.Ordinal)..];

    private static int LineOf(string error) => Place().Match(error) is { Success: true } place ? int.Parse(place.Groups[1].Value) : 0;

    [GeneratedRegex(@"^\w+\.cs\((\d+),\d+\)")]
    private static partial Regex Place();
}
