using System.Reflection;

namespace Benchmarks.Counting;

/// <summary>An assembly with counters in it, loaded.</summary>
public sealed class CountedAssembly
{
    private readonly IReadOnlyList<string> methods;
    private readonly long[] counters;

    /// <summary>Finds its counters.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="methods">The names of its methods, as <see cref="CounterWeaver"/> has returned them.</param>
    public CountedAssembly(Assembly assembly, IReadOnlyList<string> methods)
    {
        this.methods = methods;
        counters = (long[])assembly.GetType(CounterWeaver.TypeName)!.GetField(CounterWeaver.FieldName)!.GetValue(null)!;
    }

    /// <summary>What each of its methods has executed so far, itself and without what it called. Overloads count together.</summary>
    public Dictionary<string, Counts> Read() => methods
        .Select((method, i) => (Method: method, First: i * CounterWeaver.PerMethod))
        .GroupBy(each => each.Method)
        .ToDictionary(group => group.Key, group => Counts.Sum(group.Select(each => new Counts(counters[each.First], counters[each.First + 1], counters[each.First + 2]))));
}
