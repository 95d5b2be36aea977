namespace Weaver.Tests;

/// <summary>Every refusal there is.</summary>
internal static partial class Refusals
{
    public static readonly RefusedSource[] All = [.. AsyncMethods, .. Generics, .. Language, .. Sizes];
}
