namespace Weaver;

/// <summary>
/// The weaver's command line: <c>Weaver input.dll output.dll @references</c>, where the last names a file with one
/// reference assembly a line. It prints errors in MSBuild's format and ends with 1 if there are any.
/// </summary>
internal static class Program
{
    private const string Misused = "AC0023";

    private static int Main(string[] arguments)
    {
        IReadOnlyList<Refusal> refusals = arguments.Length == 3 && arguments[2].StartsWith('@')
            ? Weave(arguments[0], arguments[1], arguments[2][1..])
            : [Refusal.Of(Misused, "usage: Weaver <input.dll> <output.dll> @<file with one reference assembly a line>")];
        foreach (Refusal refusal in refusals)
        {
            Console.Error.WriteLine(refusal);
        }

        return refusals.Count == 0 ? 0 : 1;
    }

    private static IReadOnlyList<Refusal> Weave(string input, string output, string list)
    {
        string[] references;
        try
        {
            references = File.ReadAllLines(list).Where(line => line.Length > 0).ToArray();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return [Refusal.Of(FileFaultException.Unreadable, $"The list of references '{list}' cannot be read ({Reason.Of(exception)}): build the project anew, with dotnet build --no-incremental.")];
        }

        return AssemblyWeaver.Weave(input, output, references);
    }
}
