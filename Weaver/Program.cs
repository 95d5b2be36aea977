using Weaver.Shrinking;

namespace Weaver;

/// <summary>
/// The weaver's command line: <c>Weaver input.dll output.dll @references</c>, where the last names a file with one
/// reference assembly a line. <c>Weaver shrink folder names.txt @program @others</c> makes the assemblies of a program small, before an image is made of them. It prints errors in MSBuild's format
/// and ends with 1 if there are any.
/// </summary>
internal static class Program
{
    private const string Misused = "AC0023";
    private const string Shrink = "shrink";

    private static int Main(string[] arguments)
    {
        IReadOnlyList<Refusal> refusals = arguments switch
        {
            [string input, string output, ['@', .. string references]] => WithLines(references, lines => AssemblyWeaver.Weave(input, output, lines)),
            [Shrink, string folder, string names, ['@', .. string program], ['@', .. string others]] =>
                WithLines(program, assemblies => WithLines(others, lines => ImageShrinker.Shrink(folder, names, assemblies, lines))),
            _ => [Refusal.Of(Misused, "usage: Weaver <input.dll> <output.dll> @<file with one reference assembly a line>")],
        };
        foreach (Refusal refusal in refusals)
        {
            Console.Error.WriteLine(refusal);
        }

        return refusals.Count == 0 ? 0 : 1;
    }

    private static IReadOnlyList<Refusal> WithLines(string list, Func<string[], IReadOnlyList<Refusal>> use)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(list).Where(line => line.Length > 0).ToArray();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return [Refusal.Of(FileFaultException.Unreadable, $"The list of references '{list}' cannot be read ({Reason.Of(exception)}): build the project anew, with dotnet build --no-incremental.")];
        }

        return use(lines);
    }
}
