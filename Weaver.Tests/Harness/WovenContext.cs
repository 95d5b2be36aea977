using System.Reflection;
using System.Runtime.Loader;

namespace Weaver.Tests.Harness;

/// <summary>
/// Where woven assemblies run: AsyncCore and the nanoFramework assemblies that .NET has not come from here, all else is
/// .NET's. What a test names itself goes before. Each has statics of its own, so that loops of different tests do not meet.
/// </summary>
internal sealed class WovenContext(IReadOnlyDictionary<string, string> assemblies) : AssemblyLoadContext(null, isCollectible: true)
{
    private static readonly Lazy<byte[]> RuntimeNative = new(CompileRuntimeNative);

    protected override Assembly? Load(AssemblyName name)
    {
        if (assemblies.TryGetValue(name.Name!, out string? path))
        {
            return Load(path);
        }

        return name.Name switch
        {
            "AsyncCore" => Load(Paths.AsyncCoreWoven),
            "nanoFramework.Runtime.Native" => LoadFromStream(new MemoryStream(RuntimeNative.Value)),
            _ => null,
        };
    }

    /// <summary>Loaded from memory, so that the files can be deleted at once.</summary>
    private Assembly Load(string path)
    {
        string symbols = Path.ChangeExtension(path, ".pdb");
        return LoadFromStream(
            new MemoryStream(File.ReadAllBytes(path)),
            File.Exists(symbols) ? new MemoryStream(File.ReadAllBytes(symbols)) : null);
    }

    private static byte[] CompileRuntimeNative()
    {
        using Workshop workshop = new();
        string path = workshop.PathOf("nanoFramework.Runtime.Native.dll");
        const string Source = """
            namespace System
            {
                public static class Environment
                {
                    public static long TickCount64 => DateTime.UtcNow.Ticks / 10000;
                }
            }
            """;
        TestCompiler.Compile(path, Shape.Release, [("Environment.cs", Source)], []);
        return File.ReadAllBytes(path);
    }
}
