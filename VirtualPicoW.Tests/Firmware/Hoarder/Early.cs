using System;

namespace Hoarder;

/// <summary>Says when its static constructor runs; nobody uses it.</summary>
internal static class Early
{
    static Early() => Console.WriteLine("static constructor");
}
