using Weaver.Tests.Harness;

namespace Weaver.Tests;

/// <summary>What cannot run on nanoFramework is refused at build time: where it stands, in the user's words, with what to do instead.</summary>
public sealed class RefusalTests
{
    public static TheoryData<string> Names() => [.. Refusals.All.Select(refusal => refusal.What)];

    [Theory, MemberData(nameof(Names))]
    public void This_is_refused_with_these_words(string what)
    {
        RefusedSource refused = Refusals.All.Single(refusal => refusal.What == what);
        foreach (Shape shape in Enum.GetValues<Shape>())
        {
            using Workshop workshop = new();
            (string path, IReadOnlyList<Refusal> found) = TestProgram.TryWeave(workshop, shape, refused.Source);
            lock (Refusals.All) File.AppendAllText("/tmp/wtests/show.txt", $"## {what} {shape}\n" + string.Join('\n', found.Select(refusal => refusal.ToString())) + "\n");
            if (shape == Shape.Release) Assert.Equal(string.Join('\n', refused.Errors), string.Join('\n', found.Select(refusal => refusal.ToString())));
            Assert.False(File.Exists(path));
        }
    }
}
