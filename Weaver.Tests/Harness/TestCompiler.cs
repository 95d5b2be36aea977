using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace Weaver.Tests.Harness;

/// <summary>Compiles device code in process, as build/Device.targets has it compiled.</summary>
internal static class TestCompiler
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp14, DocumentationMode.None);

    private static readonly MetadataReference Mscorlib = MetadataReference.CreateFromFile(Paths.Mscorlib);
    private static readonly MetadataReference AsyncCore = MetadataReference.CreateFromFile(Paths.AsyncCoreReference);

    /// <summary>Compiles a library or a program.</summary>
    /// <param name="path">Where it goes, and beside it its portable PDB.</param>
    /// <param name="shape">Optimised or not.</param>
    /// <param name="sources">File names and what they hold.</param>
    /// <param name="libraries">Reference assemblies beyond mscorlib and AsyncCore.</param>
    /// <param name="referencePath">Where the reference assembly goes, if one is wanted.</param>
    /// <param name="mainType">The type whose Main starts a program; null for a library.</param>
    /// <param name="embedsSymbols">True to have the symbols within the assembly.</param>
    /// <param name="asyncCorePath">The reference assembly of another AsyncCore than the one that was built.</param>
    public static void Compile(
        string path, Shape shape, IEnumerable<(string File, string Text)> sources, IEnumerable<string> libraries,
        string? referencePath = null, string? mainType = null, bool embedsSymbols = false, string? asyncCorePath = null)
    {
        MetadataReference core = asyncCorePath == null ? AsyncCore : MetadataReference.CreateFromFile(asyncCorePath);
        MetadataReference[] references = [Mscorlib, core, .. libraries.Select(library => MetadataReference.CreateFromFile(library))];
        Compile(path, shape, sources, references, referencePath, mainType, embedsSymbols);
    }

    /// <summary>Compiles AsyncCore itself, optimised.</summary>
    /// <param name="path">Where it goes, and beside it its portable PDB.</param>
    /// <param name="sources">File names and what they hold.</param>
    /// <param name="referencePath">Where the reference assembly goes.</param>
    public static void CompileAsyncCore(string path, IEnumerable<(string File, string Text)> sources, string referencePath) =>
        Compile(path, Shape.Release, sources, [Mscorlib, MetadataReference.CreateFromFile(Paths.RuntimeNative)], referencePath, null, false);

    /// <summary>Compiles a library against .NET itself.</summary>
    public static void CompileForDotNet(string path, IEnumerable<(string File, string Text)> sources)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            Path.GetFileNameWithoutExtension(path),
            sources.Select(source => CSharpSyntaxTree.ParseText(SourceText.From(source.Text, Encoding.UTF8), ParseOptions, source.File)),
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Emit(compilation, File.Create(path), null, new EmitOptions());
    }

    private static void Compile(
        string path, Shape shape, IEnumerable<(string File, string Text)> sources, MetadataReference[] references,
        string? referencePath, string? mainType, bool embedsSymbols)
    {
        CSharpCompilationOptions options = new(
            mainType == null ? OutputKind.DynamicallyLinkedLibrary : OutputKind.ConsoleApplication,
            mainTypeName: mainType,
            optimizationLevel: shape == Shape.Release ? OptimizationLevel.Release : OptimizationLevel.Debug,
            deterministic: true,
            allowUnsafe: true,
            concurrentBuild: false);
        CSharpCompilation compilation = CSharpCompilation.Create(
            Path.GetFileNameWithoutExtension(path),
            sources.Select(source => CSharpSyntaxTree.ParseText(SourceText.From(source.Text, Encoding.UTF8), ParseOptions, source.File)),
            references,
            options);
        Emit(compilation, File.Create(path), embedsSymbols ? null : File.Create(Path.ChangeExtension(path, ".pdb")), new EmitOptions()
            .WithDebugInformationFormat(embedsSymbols ? DebugInformationFormat.Embedded : DebugInformationFormat.PortablePdb)
            .WithPdbFilePath(Path.GetFileNameWithoutExtension(path) + ".pdb"),
            compilation.SyntaxTrees.Select(tree => EmbeddedText.FromSource(tree.FilePath, tree.GetText())));
        if (referencePath != null)
        {
            Emit(compilation, File.Create(referencePath), null, new EmitOptions().WithEmitMetadataOnly(true).WithIncludePrivateMembers(false));
        }
    }

    private static void Emit(CSharpCompilation compilation, Stream assembly, Stream? symbols, EmitOptions options, IEnumerable<EmbeddedText>? embedded = null)
    {
        using (assembly)
        using (symbols)
        {
            EmitResult result = compilation.Emit(assembly, symbols, options: options, embeddedTexts: embedded);
            Diagnostic[] errors = result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToArray();
            Assert.True(result.Success, "The test's source does not compile:\n" + string.Join("\n", errors.Select(error => error.ToString())));
        }
    }
}
