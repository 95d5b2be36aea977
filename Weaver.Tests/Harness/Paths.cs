using System.Reflection;

namespace Weaver.Tests.Harness;

/// <summary>Where the build put what the tests need.</summary>
internal static class Paths
{
    /// <summary>nanoFramework's mscorlib.</summary>
    public static string Mscorlib { get; } = Path.Combine(Metadata("CoreLibrary"), "lib", "mscorlib.dll");

    /// <summary>AsyncCore as other projects are compiled against it: Coroutine&lt;T&gt; is still there.</summary>
    public static string AsyncCoreReference { get; } = DeviceOutput("AsyncCore", "obj", "ref/AsyncCore.dll");

    /// <summary>AsyncCore as it runs.</summary>
    public static string AsyncCoreWoven { get; } = DeviceOutput("AsyncCore", "bin", "AsyncCore.dll");

    /// <summary>What nanoFramework.Runtime.Native offers, without code.</summary>
    public static string RuntimeNative { get; } = Path.Combine(Metadata("RepositoryRoot"), "ref", "bin", Metadata("Configuration"), "nanoFramework.Runtime.Native.dll");

    /// <summary>A file of the repository.</summary>
    public static string Repository(string path) => Path.Combine(Metadata("RepositoryRoot"), path);

    private static string DeviceOutput(string project, string kind, string file) =>
        Path.Combine(Metadata("RepositoryRoot"), project, kind, Metadata("Configuration"), "netnano1.0", file);

    private static string Metadata(string key) => typeof(Paths).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
