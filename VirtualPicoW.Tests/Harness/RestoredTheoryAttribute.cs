namespace VirtualPicoW.Tests;

/// <summary>A theory about nanoFramework's own packages: skipped where none but mscorlib's was restored.</summary>
internal sealed class RestoredTheoryAttribute : TheoryAttribute
{
    public RestoredTheoryAttribute()
    {
        if (BuildOutput.RestoredReferences().Length == 0)
        {
            Skip = "nanoFramework's packages were not restored: dotnet publish firmware fetches them, where NuGet has them.";
        }
    }
}
