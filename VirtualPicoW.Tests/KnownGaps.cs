using System.Collections.Generic;

namespace VirtualPicoW.Tests;

internal static class KnownGaps
{
    public static IEnumerable<string> Of(string assembly) => [];
}
