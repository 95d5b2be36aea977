using System.Collections.Concurrent;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>What a board keeps when its power is cut: the configuration that nanoFramework stores. The program itself is there as well, and is loaded anew.</summary>
internal sealed class Flash : IFlash
{
    private readonly ConcurrentDictionary<string, string> texts = [];

    public string? Read(string name) => texts.TryGetValue(name, out string? text) ? text : null;

    public void Write(string name, string text) => texts[name] = text;
}
