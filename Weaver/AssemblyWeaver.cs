using Mono.Cecil;

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
    private const string FaultOfTheWeaver = "AC0099";

    /// <summary>Weaves an assembly.</summary>
    /// <param name="input">What the compiler made; its portable PDB lies beside it or within it, if there is one.</param>
    /// <param name="output">Where the woven assembly and its PDB go.</param>
    /// <param name="references">The assemblies it was compiled against.</param>
    /// <returns>What cannot be woven, and why; unless this is empty nothing is written, and what an earlier build has left there is gone.</returns>
    public static IReadOnlyList<Refusal> Weave(string input, string output, IReadOnlyCollection<string> references)
    {
        List<Refusal> refusals = [];
        if (IsSameFile(input, output) || IsSameFile(AssemblyWriter.SymbolsOf(input), AssemblyWriter.SymbolsOf(output)))
        {
            refusals.Add(Refusal.Of(FileFaultException.Unwritable, $"'{output}' or its .pdb would replace those of the input: name a file in another folder for what is woven."));
            return refusals;
        }

        // First, because nobody knows how this will end.
        Try(input, refusals, () => AssemblyWriter.Discard(output));
        if (refusals.Count == 0)
        {
            Try(input, refusals, () => Weave(input, output, references, refusals));
            if (refusals.Count > 0)
            {
                // The symbols may have been written, and the assembly not.
                Try(input, refusals, () => AssemblyWriter.Discard(output));
            }
        }

        return refusals;
    }

    /// <summary>Whatever goes wrong becomes a refusal, because an exception says nothing to the user and is not an error to the build.</summary>
    private static void Try(string input, List<Refusal> refusals, Action action)
    {
        try
        {
            action();
        }
        catch (FileFaultException fault)
        {
            refusals.Add(Refusal.Of(fault.Code, fault.Message));
        }
        catch (AssemblyResolutionException exception)
        {
            refusals.Add(Refusal.Of(
                FileFaultException.Unreadable, $"'{input}' needs the assembly {exception.AssemblyReference.Name}, which is not among the references: add a reference to it."));
        }
        catch (Exception exception)
        {
            string place = exception.StackTrace?.Split('\n', 2)[0].Trim() ?? "nowhere";
            refusals.Add(Refusal.Of(
                FaultOfTheWeaver,
                $"The weaver failed on '{input}': {exception.GetType().Name}: {Reason.Of(exception)}, {place}. If this stays after a build with --no-incremental, please report this line and the code."));
        }
    }

    private static bool IsSameFile(string input, string output) =>
        string.Equals(Final(input), Final(output), OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    /// <summary>The file that a path leads to, through links.</summary>
    private static string Final(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or UnauthorizedAccessException)
        {
            // No file, or no path at all: reading or writing says so.
            return path;
        }
    }

    private static void Weave(string input, string output, IReadOnlyCollection<string> references, List<Refusal> refusals)
    {
        using ReferenceResolver resolver = new(references);
        using AssemblyDefinition assembly = AssemblyReader.Read(input, resolver);
        resolver.Add(assembly);
        ModuleDefinition module = assembly.MainModule;
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
            FinallyStage.Apply(module, runtime);
            if (runtime != null)
            {
                // After the proof, which speaks of the methods that the user wrote.
                InlineStage.Apply(module);
            }

            TryEntryStage.Apply(module);
            AssemblyWriter.Write(assembly, output);
        }
    }
}
