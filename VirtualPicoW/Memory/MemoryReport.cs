using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace VirtualPicoW;

/// <summary>A count as text.</summary>
internal static class MemoryReport
{
    private const int Told = 10;

    /// <summary>A sentence, the biggest types and the biggest holders.</summary>
    public static IEnumerable<string> Lines(MemoryCount count) =>
    [
        $"{Sum(count)} of {Number(count.Limit)} bytes are held, {Number(count.FreeBytes)} are free",
        $"{"bytes",9}  {"objects",7}  type",
        .. Lines(count.Types),
        $"{Number(count.RuntimeBytes),9}           the interpreter, tables of the assemblies, static fields, the stack of Main",
        $"{"bytes",9}  {"objects",7}  held by",
        .. Lines(count.Holders),
    ];

    /// <summary>That a board would be full, in a sentence or two.</summary>
    public static string Complaint(MemoryCount count) =>
        $"out of memory: {Sum(count)} bytes are held, a board has {Number(count.Limit)}. Most of it: {Most(count.Types)}. Held by: {Most(count.Holders)}.";

    private static string Most(IReadOnlyList<MemoryShare> shares) =>
        string.Join(", ", shares.Take(3).Select(share => $"{share.Name} {Number(share.Bytes)} bytes"));

    private static string Sum(MemoryCount count) => (count.IsComplete ? string.Empty : "more than ") + Number(count.HeldBytes);

    private static IEnumerable<string> Lines(IReadOnlyList<MemoryShare> shares)
    {
        foreach (MemoryShare share in shares.Take(Told))
        {
            yield return $"{Number(share.Bytes),9}  {Number(share.Objects),7}  {share.Name}";
        }

        if (shares.Count > Told)
        {
            MemoryShare[] rest = shares.Skip(Told).ToArray();
            yield return $"{Number(rest.Sum(share => share.Bytes)),9}  {Number(rest.Sum(share => share.Objects)),7}  {rest.Length} others";
        }
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
