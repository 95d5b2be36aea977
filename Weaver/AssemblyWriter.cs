using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Weaver;

/// <summary>Writes what was woven, whole or not at all: beside the place where it belongs, and then there in one step.</summary>
internal static class AssemblyWriter
{
    /// <summary>Writes an assembly, and its symbols within it or beside it, if it has any.</summary>
    /// <exception cref="FileFaultException">There is no place for it, or no permission.</exception>
    public static void Write(AssemblyDefinition assembly, string output)
    {
        bool hasSymbols = assembly.MainModule.HasSymbols;
        ForgetCatchHandlers(assembly.MainModule);
        bool areEmbedded = hasSymbols && AssemblyReader.HasEmbeddedSymbols(assembly.MainModule);
        using MemoryStream image = new();
        using MemoryStream? symbols = hasSymbols && !areEmbedded ? new MemoryStream() : null;
        assembly.Write(image, new WriterParameters
        {
            WriteSymbols = hasSymbols,
            SymbolStream = symbols,
            SymbolWriterProvider = !hasSymbols ? null : areEmbedded ? new EmbeddedSymbols() : new PortablePdbWriterProvider(),
            DeterministicMvid = true,
        });

        // The assembly last: it is by its age that the build knows whether all is done.
        Replace(SymbolsOf(output), symbols);
        Replace(output, image);
    }

    /// <summary>Takes away what an earlier build has left, so that nobody takes it for what could not be written now.</summary>
    /// <exception cref="FileFaultException">It cannot be taken away.</exception>
    public static void Discard(string output)
    {
        Replace(output, null);
        Replace(SymbolsOf(output), null);
    }

    /// <summary>Where the symbols of an assembly lie if they are not within it.</summary>
    public static string SymbolsOf(string assembly) => Path.ChangeExtension(assembly, ".pdb");

    /// <summary>
    /// The compiler's handler around an async method is no more, and only one of <c>async void</c> is told in symbols, as what no caller handles. Cecil makes one of none when a
    /// body changes, so this comes last.
    /// </summary>
    private static void ForgetCatchHandlers(ModuleDefinition module)
    {
        const int None = -1;
        foreach (AsyncMethodBodyDebugInformation stepping in MethodsWithBody.Of(module)
            .SelectMany(method => method.CustomDebugInformations).OfType<AsyncMethodBodyDebugInformation>())
        {
            stepping.CatchHandler = new InstructionOffset(None);
        }
    }

    private static void Replace(string path, MemoryStream? content)
    {
        string? unfinished = null;
        try
        {
            if (content == null)
            {
                if (File.Exists(path))
                {
                    File.Delete(path);
                }

                return;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            unfinished = $"{path}.{Environment.ProcessId}.new";
            File.WriteAllBytes(unfinished, content.ToArray());
            File.Move(unfinished, path, overwrite: true);
            unfinished = null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new FileFaultException(
                FileFaultException.Unwritable,
                $"'{path}' cannot be {(content == null ? "deleted" : "written")} ({Reason.Of(exception)}): see that there is room, that you may write there, and that it is no folder.");
        }
        finally
        {
            if (unfinished != null && File.Exists(unfinished))
            {
                File.Delete(unfinished);
            }
        }
    }

    /// <summary>Cecil asks for the name of a file, though it makes none.</summary>
    private sealed class EmbeddedSymbols : ISymbolWriterProvider
    {
        public ISymbolWriter GetSymbolWriter(ModuleDefinition module, string fileName) =>
            new EmbeddedPortablePdbWriterProvider().GetSymbolWriter(module, module.Name);

        public ISymbolWriter GetSymbolWriter(ModuleDefinition module, Stream symbolStream) => throw new NotSupportedException();
    }
}
