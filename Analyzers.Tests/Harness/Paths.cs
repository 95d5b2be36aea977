using System.Reflection;

namespace AsyncCore.Analyzers.Tests.Harness;

/// <summary>Where the build put what the tests need.</summary>
internal static class Paths
{
    /// <summary>What a program that uses the network is compiled against.</summary>
    public static string[] References { get; } =
    [
        Path.Combine(Metadata("CoreLibrary"), "lib", "mscorlib.dll"),
        .. Directory.GetFiles(Path.Combine(Metadata("RepositoryRoot"), "ref", "bin", Metadata("Configuration")), "*.dll"),
        Library("AsyncCore"),
        Library("Net"),
    ];

    /// <summary>A file of the repository.</summary>
    public static string Repository(string path) => Path.Combine(Metadata("RepositoryRoot"), path);

    /// <summary>A library as other projects are compiled against it.</summary>
    private static string Library(string name) => Directory.GetFiles(
        Path.Combine(Metadata("RepositoryRoot"), name, "obj", Metadata("Configuration"), "netnano1.0", "ref"), "*.dll").Single();

    private static string Metadata(string key) => typeof(Paths).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
