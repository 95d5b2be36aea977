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
    {
        Name = name;
        string compiled = workshop.PathOf($"compiled/{name}.dll");
        ReferencePath = workshop.PathOf($"ref/{name}.dll");
        WovenPath = workshop.PathOf($"woven/{name}.dll");
        TestCompiler.Compile(compiled, shape, [("Usings.cs", Usings), (name + ".cs", source)], [], ReferencePath);
        Assert.Empty(AssemblyWeaver.Weave(compiled, WovenPath, [Paths.Mscorlib, Paths.AsyncCoreReference]));
    }

    public string Name { get; }

    public string ReferencePath { get; }

    public string WovenPath { get; }
}
