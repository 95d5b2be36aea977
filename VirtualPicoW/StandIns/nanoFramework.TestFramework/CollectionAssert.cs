using System.Collections;
using System.Diagnostics;
using System.Linq;

namespace nanoFramework.TestFramework;

/// <summary>Assertions on collections.</summary>
[StackTraceHidden]
public sealed class CollectionAssert
{
    /// <summary>Nothing is in it.</summary>
    public static void Empty(ICollection collection, string message = "") =>
        Assert.That(collection is { Count: 0 }, "is not empty", message);

    /// <summary>Something is in it.</summary>
    public static void NotEmpty(ICollection collection, string message = "") =>
        Assert.That(collection is { Count: > 0 }, "is empty", message);

    /// <summary>Both have the same elements in the same order.</summary>
    public static void AreEqual(ICollection expected, ICollection actual, string message = "") =>
        Assert.That(Same(expected, actual), $"expected {Describe(expected)}, got {Describe(actual)}", message);

    /// <summary>They differ somewhere.</summary>
    public static void AreNotEqual(ICollection notExpected, ICollection actual, string message = "") =>
        Assert.That(!Same(notExpected, actual), $"got {Describe(actual)} in spite of all", message);

    private static bool Same(ICollection expected, ICollection actual) => expected == null || actual == null
        ? expected == actual
        : expected.Cast<object>().SequenceEqual(actual.Cast<object>());

    private static string Describe(ICollection collection) =>
        collection == null ? "null" : $"[{string.Join(", ", collection.Cast<object>())}]";
}
