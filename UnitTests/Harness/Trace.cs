using nanoFramework.TestFramework;

namespace UnitTests;

/// <summary>What happened in a test, word by word in the order in which it happened.</summary>
internal static class Trace
{
    private static string text = "";

    internal static void Clear() => text = "";

    internal static void Add(string word) => text = text.Length == 0 ? word : text + " " + word;

    /// <summary>Adds a word and the time: <c>woke@20</c>.</summary>
    internal static void AddWithTime(string word) => Add(word + "@" + VirtualTime.NowMs);

    internal static void Is(string expected) => Assert.AreEqual(expected, text);
}
