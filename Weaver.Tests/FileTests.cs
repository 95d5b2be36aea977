using System.Diagnostics;
using Mono.Cecil;
using Weaver.Tests.Harness;

namespace Weaver.Tests;

/// <summary>Whatever the files are, the weaver says in one line what is wrong with them and what to do, and leaves nothing half done.</summary>
public sealed class FileTests
{
    private const string Source = """
        using System;
        using AsyncCore;
        using static AsyncCore.Asyncio;

        public static class Test
        {
            public static string Start()
            {
                string said = "";
                async Coroutine Main()
                {
                    await SleepMs(1);
                    said = "woven";
                }

                Run(Main(), new AutojumpClock());
                return said;
            }

            public static void Main() => Console.WriteLine(Start());
        }
        """;

    [Fact]
    public void A_missing_input_is_named()
    {
        using Workshop workshop = new();
        AssertRefuses(workshop, "AC0020: There is no file '", workshop.PathOf("nowhere/Test.dll"));
        AssertRefuses(workshop, "AC0020: There is no file '", "");
        AssertRefuses(workshop, "AC0020: There is no file '", workshop.Folder);
    }

    [Fact]
    public void An_input_that_is_no_assembly_is_named()
    {
        using Workshop workshop = new();
        string path = workshop.PathOf("Test.dll");
        byte[] noise = new byte[5000];
        new Random(1).NextBytes(noise);
        foreach (byte[] content in new[] { [], noise, "MZ"u8.ToArray(), "using System;"u8.ToArray() })
        {
            File.WriteAllBytes(path, content);
            AssertRefuses(workshop, "AC0020: '", path);
        }
    }

    [Fact]
    public void An_input_that_is_cut_off_anywhere_is_named()
    {
        using Workshop workshop = new();
        string path = Compile(workshop);
        byte[] whole = File.ReadAllBytes(path);
        for (int length = 1; length < whole.Length; length += 97)
        {
            File.WriteAllBytes(path, whole[..length]);
            AssertRefuses(workshop, "AC002", path);
        }
    }

    /// <summary>In a process of its own, whose memory has a limit: a wrong number may ask for any amount of it.</summary>
    [Fact]
    public void An_input_with_wrong_bytes_is_woven_or_refused_in_lines_but_never_the_end_of_the_weaver()
    {
        using Workshop workshop = new();
        string path = Compile(workshop);
        byte[] whole = File.ReadAllBytes(path);
        string references = workshop.PathOf("references.txt");
        File.WriteAllLines(references, [Paths.Mscorlib, Paths.AsyncCoreReference]);
        for (int seed = 0; seed < 16; seed++)
        {
            Random dice = new(seed);
            byte[] wrong = [.. whole];
            for (int i = 0; i < 8; i++)
            {
                wrong[dice.Next(wrong.Length)] = (byte)dice.Next(256);
            }

            File.WriteAllBytes(path, wrong);
            using Process weaver = Process.Start(new ProcessStartInfo(
                "dotnet", ["exec", typeof(AssemblyWeaver).Assembly.Location, path, Woven(workshop), "@" + references])
            { RedirectStandardError = true })!;
            string said = weaver.StandardError.ReadToEnd();
            weaver.WaitForExit();

            Assert.Equal(said.Length == 0 ? 0 : 1, weaver.ExitCode);
            Assert.Equal(weaver.ExitCode == 0, File.Exists(Woven(workshop)));
            Assert.All(said.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches(@"error AC\d{4}: .{20,}", line));
        }
    }

    [Fact]
    public void Symbols_of_another_build_are_named()
    {
        using Workshop workshop = new();
        string path = Compile(workshop);
        byte[] symbols = File.ReadAllBytes(Path.ChangeExtension(path, ".pdb"));
        TestCompiler.Compile(path, Shape.Debug, [("Test.cs", Source.Replace("woven", "anew"))], []);
        File.WriteAllBytes(Path.ChangeExtension(path, ".pdb"), symbols);

        AssertRefuses(workshop, "AC0021: The symbols in '", path);
    }

    [Fact]
    public void Broken_symbols_are_named()
    {
        using Workshop workshop = new();
        string path = Compile(workshop);
        string symbols = Path.ChangeExtension(path, ".pdb");
        byte[] whole = File.ReadAllBytes(symbols);
        foreach (byte[] content in new[] { [], whole[..40], whole[..200], "Microsoft C/C++ MSF 7.00\r\n"u8.ToArray(), whole[100..] })
        {
            File.WriteAllBytes(symbols, content);
            AssertRefuses(workshop, "AC0021: The symbols in '", path);
        }
    }

    [Theory, BothShapes]
    public void Symbols_within_the_assembly_stay_there(Shape shape)
    {
        using Workshop workshop = new();
        string path = workshop.PathOf("Test.exe");
        TestCompiler.Compile(path, shape, [("Test.cs", Source)], [], mainType: "Test", embedsSymbols: true);
        Assert.Empty(Weave(path, Woven(workshop)));
        byte[] first = File.ReadAllBytes(Woven(workshop));
        Assert.Empty(Weave(path, Woven(workshop)));
        Assert.Equal(first, File.ReadAllBytes(Woven(workshop)));
        Assert.False(File.Exists(Path.ChangeExtension(Woven(workshop), ".pdb")));

        using AssemblyDefinition woven = AssemblyDefinition.ReadAssembly(Woven(workshop), new ReaderParameters { ReadSymbols = true });
        MethodDefinition main = woven.MainModule.GetTypes().SelectMany(type => type.NestedTypes).SelectMany(type => type.Methods)
            .Single(method => method.Name == "Resume" || method.Name == "MoveNext");
        Assert.Contains(main.DebugInformation.SequencePoints, point => !point.IsHidden && point.StartLine == 12);
    }

    [Fact]
    public void A_missing_or_broken_reference_is_named()
    {
        using Workshop workshop = new();
        string path = Compile(workshop);
        string broken = workshop.PathOf("AsyncCore.dll");
        File.WriteAllText(broken, "nothing");
        AssertRefuses(workshop, "needs the assembly AsyncCore", path, Paths.Mscorlib);
        AssertRefuses(workshop, "AC0020: The reference '", path, Paths.Mscorlib, broken);
        AssertRefuses(workshop, "AC0020: The reference '", path, Paths.Mscorlib, workshop.PathOf("missing/AsyncCore.dll"));
        TestCompiler.CompileForDotNet(broken, [("Other.cs", "public class Other;")]);
        AssertRefuses(workshop, "AC0020: The reference AsyncCore is not the library", path, Paths.Mscorlib, broken);
    }

    [Fact]
    public void What_cannot_be_written_is_named_and_nothing_is_left_of_it()
    {
        using Workshop workshop = new();
        string path = Compile(workshop);
        Directory.CreateDirectory(workshop.PathOf("woven/Test.exe"));
        Refusal refusal = Assert.Single(Weave(path, Woven(workshop)));

        Assert.Contains("AC0022: '", refusal.ToString());
        AssertIsOneLine(refusal);
        Assert.Equal([Woven(workshop)], Directory.GetFileSystemEntries(workshop.PathOf("woven")));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_made()
    {
        using Workshop workshop = new();
        Assert.Empty(Weave(Compile(workshop), workshop.Folder + "/a/b/Test.exe"));
        Assert.True(File.Exists(workshop.Folder + "/a/b/Test.pdb"));
    }

    [Fact]
    public void The_input_is_never_the_output()
    {
        using Workshop workshop = new();
        string path = Compile(workshop);
        byte[] before = File.ReadAllBytes(path);
        foreach (string output in new[] { path, Path.Combine(workshop.Folder, ".", "Test.exe"), Path.ChangeExtension(path, ".dll") })
        {
            Assert.Contains("AC0022: '", Assert.Single(Weave(path, output)).ToString());
            Assert.Equal(before, File.ReadAllBytes(path));
            Assert.True(File.Exists(Path.ChangeExtension(path, ".pdb")));
        }
    }

    [Fact]
    public void What_was_woven_before_is_gone_when_the_weaver_refuses()
    {
        using Workshop workshop = new();
        string path = Compile(workshop);
        Assert.Empty(Weave(path, Woven(workshop)));

        File.WriteAllText(path, "nothing");
        Assert.NotEmpty(Weave(path, Woven(workshop)));

        Assert.Empty(Directory.GetFileSystemEntries(workshop.PathOf("woven")));
    }

    [Theory]
    [InlineData("Weaver : error AC0023: usage: ")]
    [InlineData("Weaver : error AC0023: usage: ", "in.dll", "out.dll", "references.txt")]
    [InlineData("Weaver : error AC0020: The list of references 'missing.txt' cannot be read", "in.dll", "out.dll", "@missing.txt")]
    public void A_command_line_that_makes_no_sense_is_an_error_of_the_build(string error, params string[] arguments)
    {
        TextWriter usual = Console.Error;
        using StringWriter said = new();
        Console.SetError(said);
        try
        {
            Assert.Equal(1, typeof(AssemblyWeaver).Assembly.EntryPoint!.Invoke(null, [arguments]));
        }
        finally
        {
            Console.SetError(usual);
        }

        Assert.StartsWith(error, said.ToString());
    }

    private static string Compile(Workshop workshop)
    {
        string path = workshop.PathOf("Test.exe");
        TestCompiler.Compile(path, Shape.Debug, [("Test.cs", Source)], [], mainType: "Test");
        return path;
    }

    private static string Woven(Workshop workshop) => workshop.PathOf("woven/Test.exe");

    private static IReadOnlyList<Refusal> Weave(string path, string output) => AssemblyWeaver.Weave(path, output, [Paths.Mscorlib, Paths.AsyncCoreReference]);

    private static void AssertRefuses(Workshop workshop, string part, string path, params string[] references)
    {
        Refusal refusal = Assert.Single(AssemblyWeaver.Weave(
            path, Woven(workshop), references.Length > 0 ? references : [Paths.Mscorlib, Paths.AsyncCoreReference]));
        Assert.Contains(part, refusal.ToString());
        AssertIsOneLine(refusal);
        Assert.Empty(Directory.GetFileSystemEntries(workshop.PathOf("woven/")));
    }

    private static void AssertIsOneLine(Refusal refusal)
    {
        Assert.Matches(@"error AC\d{4}: .{20,}", refusal.ToString());
        Assert.DoesNotContain('\n', refusal.ToString());
    }
}
