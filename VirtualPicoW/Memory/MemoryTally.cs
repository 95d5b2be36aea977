using System.Collections.Generic;
using System.Linq;

namespace VirtualPicoW;

/// <summary>Adds up bytes under names.</summary>
internal sealed class MemoryTally<TKey>
    where TKey : notnull
{
    private readonly Dictionary<TKey, (long Bytes, int Objects)> sums = [];

    public void Add(TKey key, long bytes)
    {
        (long Bytes, int Objects) sum = sums.GetValueOrDefault(key);
        sums[key] = (sum.Bytes + bytes, sum.Objects + 1);
    }

    public void Clear() => sums.Clear();

    /// <summary>The sums, those of the same name together, the biggest first.</summary>
    public IReadOnlyList<MemoryShare> Shares(System.Func<TKey, string> nameOf) =>
    [
        .. sums.GroupBy(sum => nameOf(sum.Key), sum => sum.Value)
            .Select(sums => new MemoryShare(sums.Key, sums.Sum(sum => sum.Bytes), sums.Sum(sum => sum.Objects)))
            .OrderByDescending(share => share.Bytes)
            .ThenBy(share => share.Name, System.StringComparer.Ordinal),
    ];
}
