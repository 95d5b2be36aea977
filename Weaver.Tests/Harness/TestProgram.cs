using System.Reflection;

namespace Weaver.Tests.Harness;

/// <summary>A program made from a test's source: compiled, woven, loaded and run.</summary>
/// <remarks>
/// The source is what stands in a class <c>Program</c>; its <c>async Coroutine Main()</c> is run on a loop with virtual time. What it
/// passes to <c>Say</c>, with spaces between, is what the test compares.
/// </remarks>
internal static class TestProgram
{
    public const string SourceFile = "Program.cs";

    private const string Frame = """
        global using System;
        global using System.Collections;
        global using AsyncCore;
        global using static AsyncCore.Asyncio;
        global using static Frame;

        public static class Frame
        {
            private static string said = "";

            public static void Say(object what) => said = said.Length == 0 ? what.ToString() : said + " " + what;

            public static string Start()
            {
                try
                {
                    Run(Program.Main(), new AutojumpClock());
                }
                catch (Exception e)
                {
                    Say(e.GetType().Name + ": " + e.Message + e.StackTrace);
                }

                return said;
            }

            public static void Main() => Console.WriteLine(Start());
        }
        """;

    /// <summary>Checks what a program says.</summary>
    /// <param name="shape">Optimised or not.</param>
    /// <param name="expected">What it should say.</param>
    /// <param name="members">What stands in the class.</param>
    public static void Says(Shape shape, string expected, string members)
    {
        using Workshop workshop = new();
        string path = Weave(workshop, shape, members);
        File.WriteAllText(workshop.PathOf("expected.txt"), expected);
        string said = Start(path);
        Assert.True(expected == said, $"Expected: {expected}\n    Said: {said}");
    }

    /// <summary>Compiles and weaves a program that is expected to pass.</summary>
    /// <returns>The path of the woven assembly.</returns>
    public static string Weave(Workshop workshop, Shape shape, string members, params Library[] libraries)
    {
        (string path, IReadOnlyList<Refusal> refusals) = TryWeave(workshop, shape, members, libraries);
        Assert.Empty(refusals);
        return path;
    }

    /// <summary>Compiles and weaves a program.</summary>
    /// <returns>The path of the woven assembly and what was refused.</returns>
    public static (string Path, IReadOnlyList<Refusal> Refusals) TryWeave(
        Workshop workshop, Shape shape, string members, params Library[] libraries)
    {
        string compiled = workshop.PathOf("compiled/Test.dll");
        string woven = workshop.PathOf("woven/Test.dll");
        string[] references = libraries.Select(library => library.ReferencePath).ToArray();
        TestCompiler.Compile(compiled, shape, [("Frame.cs", Frame), (SourceFile, InProgram(members))], references, mainType: "Frame");
        return (woven, AssemblyWeaver.Weave(compiled, woven, [Paths.Mscorlib, Paths.AsyncCoreReference, .. references]));
    }

    /// <summary>Loads a woven program and runs it.</summary>
    /// <returns>What it said.</returns>
    public static string Start(string path, params Library[] libraries) => Start(path, nameof(Frame), libraries);

    /// <summary>Loads a woven program and calls <c>Start</c> of one of its types.</summary>
    /// <returns>What that returned.</returns>
    public static string Start(string path, string type, params Library[] libraries)
    {
        WovenContext board = new(libraries.ToDictionary(library => library.Name, library => library.WovenPath));
        try
        {
            Assembly assembly = board.LoadFromStream(
                new MemoryStream(File.ReadAllBytes(path)), new MemoryStream(File.ReadAllBytes(Path.ChangeExtension(path, ".pdb"))));
            return (string)assembly.GetType(type)!.GetMethod("Start")!.Invoke(null, null)!;
        }
        finally
        {
            board.Unload();
        }
    }

    private static string InProgram(string members) => $$"""
        public static partial class Program
        {
        #line 1
        {{members}}
        }
        """;
}
