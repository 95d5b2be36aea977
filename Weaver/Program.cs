namespace Weaver;

/// <summary>
/// The weaver's command line: <c>Weaver input.dll output.dll @references</c>, where the last names a file with one
/// reference assembly a line. It prints errors in MSBuild's format and ends with 1 if there are any.
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        if (arguments.Length != 3 || !arguments[2].StartsWith('@'))
        {
            Console.Error.WriteLine("Usage: Weaver <input.dll> <output.dll> @<file with one reference assembly a line>");
            return 2;
        }

        string[] references = File.ReadAllLines(arguments[2][1..]).Where(line => line.Length > 0).ToArray();
        IReadOnlyList<Refusal> refusals = AssemblyWeaver.Weave(arguments[0], arguments[1], references);
        foreach (Refusal refusal in refusals)
        {
            Console.Error.WriteLine(refusal);
        }

        return refusals.Count == 0 ? 0 : 1;
    }
}
