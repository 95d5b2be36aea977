using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Weaver;

/// <summary>Weaves one assembly: reads it, sends it through the stages, and writes it with its symbols.</summary>
/// <remarks>
/// <code>
///   StateMachines     async methods' state machines become classes derived from Coroutine
///   Calls             uses of Coroutine&lt;T&gt; and Task&lt;T&gt; become uses of Coroutine and Task
///   Erasure           the same in every signature
///   CompileTimeOnly   what only the compiler needed goes
///   Proof             nothing is left that nanoFramework cannot run
///   Filter            exception filters become tests behind a catch
///   Rethrow           "throw;" throws what was caught, whatever happened since
///   Finally           finally blocks become code that may call whatever it likes
///   Inline            calls of trivial methods become what they do
///   Try               no try block begins right behind a call
/// </code>
/// </remarks>
public static class AssemblyWeaver
{
    /// <summary>Weaves an assembly.</summary>
    /// <param name="input">What the compiler made; its portable PDB lies beside it.</param>
    /// <param name="output">Where the woven assembly and its PDB go.</param>
    /// <param name="references">The assemblies it was compiled against.</param>
    /// <returns>What cannot be woven; nothing is written unless this is empty.</returns>
    public static IReadOnlyList<Refusal> Weave(string input, string output, IReadOnlyCollection<string> references)
    {
        using ReferenceResolver resolver = new(references);
        bool hasSymbols = File.Exists(Path.ChangeExtension(input, ".pdb"));
        using AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(
            input,
            new ReaderParameters { AssemblyResolver = resolver, ReadSymbols = hasSymbols, InMemory = true });
        resolver.Add(assembly);
        ModuleDefinition module = assembly.MainModule;
        List<Refusal> refusals = [];
        AsyncCoreMembers? runtime = AsyncCoreMembers.Find(module);
        if (runtime != null)
        {
            StateMachineStage.Apply(module, runtime, refusals);
            if (refusals.Count == 0)
            {
                CallStage.Apply(module, runtime, refusals);
                ErasureStage.Apply(module, runtime, refusals);
                CompileTimeOnlyStage.Apply(module);
            }
        }

        if (refusals.Count == 0)
        {
            VerifyStage.Apply(module, refusals);
        }

        if (refusals.Count == 0)
        {
            FilterStage.Apply(module);
            RethrowStage.Apply(module);
            FinallyStage.Apply(module);
            if (runtime != null)
            {
                // After the proof, which speaks of the methods that the user wrote.
                InlineStage.Apply(module);
            }

            TryEntryStage.Apply(module);
            Write(assembly, output, hasSymbols);
        }

        return refusals;
    }

    /// <summary>Symbols go through a stream, because Cecil would note a file's full path in the assembly, and the bytes would depend on the folder.</summary>
    private static void Write(AssemblyDefinition assembly, string output, bool hasSymbols)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(output))!);
        using Stream? symbols = hasSymbols ? File.Create(Path.ChangeExtension(output, ".pdb")) : null;
        assembly.Write(output, new WriterParameters
        {
            WriteSymbols = hasSymbols,
            SymbolStream = symbols,
            SymbolWriterProvider = hasSymbols ? new PortablePdbWriterProvider() : null,
            DeterministicMvid = true,
        });
    }
}
