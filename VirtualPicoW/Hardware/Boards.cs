using System;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace VirtualPicoW.Hardware;

/// <summary>
/// Tells a stand-in which board it belongs to. Each board has its own load context and with it its own copy
/// of every stand-in, so the context an assembly was loaded into identifies the board.
/// </summary>
public static class Boards
{
    private static readonly ConditionalWeakTable<AssemblyLoadContext, IBoard> ByContext = new();

    /// <summary>Makes <paramref name="board"/> the board of everything loaded into <paramref name="context"/>.</summary>
    public static void Attach(AssemblyLoadContext context, IBoard board) => ByContext.Add(context, board);

    /// <summary>Nothing of what was loaded into <paramref name="context"/> will ask any more: it is to be unloaded, and what it leads to would keep it from that.</summary>
    public static void Detach(AssemblyLoadContext context) => ByContext.Remove(context);

    /// <summary>The board whose copy of <paramref name="type"/> this is.</summary>
    /// <exception cref="InvalidOperationException">The type was not loaded by a virtual board.</exception>
    public static IBoard Of(Type type) =>
        Find(type) ?? throw new InvalidOperationException(
            $"{type.FullName} is a stand-in for nanoFramework and works on a virtual board only: let VirtualPicoW load the firmware.");

    /// <summary>The board whose copy of <paramref name="type"/> this is, or null.</summary>
    public static IBoard? Find(Type type) =>
        AssemblyLoadContext.GetLoadContext(type.Assembly) is { } context && ByContext.TryGetValue(context, out IBoard? board) ? board : null;
}
