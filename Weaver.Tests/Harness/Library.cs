namespace Weaver.Tests.Harness;

/// <summary>A library that a test's program uses: other assemblies are compiled against its reference assembly and run with the woven one.</summary>
internal sealed class Library
{
    private const string Usings = """
        global using System;
        global using AsyncCore;
        global using static AsyncCore.Asyncio;
        """;

    public Library(Workshop workshop, Shape shape, string name, string source)
        : this(name, workshop.PathOf($"ref/{name}.dll"), workshop.PathOf($"woven/{name}.dll"))
    {
        string compiled = workshop.PathOf($"compiled/{name}.dll");
        Compile(compiled, shape, source, ReferencePath);
        Assert.Empty(AssemblyWeaver.Weave(compiled, WovenPath, [Paths.Mscorlib, Paths.AsyncCoreReference]));
    }

    private Library(string name, string referencePath, string wovenPath)
    {
        Name = name;
        ReferencePath = referencePath;
        WovenPath = wovenPath;
    }

    public string Name { get; }

    public string ReferencePath { get; }

    public string WovenPath { get; }

    /// <summary>A library that nobody proved, such as one that was built elsewhere.</summary>
    public static Library Unwoven(Workshop workshop, Shape shape, string name, string source)
    {
        string compiled = workshop.PathOf($"compiled/{name}.dll");
        Compile(compiled, shape, source, null);
        return new Library(name, compiled, compiled);
    }

    private static void Compile(string path, Shape shape, string source, string? referencePath) =>
        TestCompiler.Compile(path, shape, [("Usings.cs", Usings), (Path.ChangeExtension(Path.GetFileName(path), ".cs"), source)], [], referencePath);
}
