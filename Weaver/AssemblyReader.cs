using System.Reflection.PortableExecutable;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Weaver;

/// <summary>Reads the assembly that is to be woven, with its symbols, to the last method: whatever is wrong with the files is found here.</summary>
internal static class AssemblyReader
{
    private const string BuildAnew = "build the project anew, with dotnet build --no-incremental.";

    /// <summary>Reads an assembly and the symbols within it or beside it, if there are any.</summary>
    /// <exception cref="FileFaultException">A file is missing, damaged, or does not belong to the other.</exception>
    public static AssemblyDefinition Read(string path, IAssemblyResolver resolver)
    {
        AssemblyDefinition assembly = ReadAssembly(path, resolver);
        try
        {
            ReadSymbols(assembly.MainModule, path);
            ReadBodies(assembly.MainModule, path);
            return assembly;
        }
        catch
        {
            assembly.Dispose();
            throw;
        }
    }

    /// <summary>True if the symbols are to be found within the assembly.</summary>
    public static bool HasEmbeddedSymbols(ModuleDefinition module) =>
        module.HasDebugHeader && module.GetDebugHeader().Entries.Any(entry => entry.Directory.Type == ImageDebugType.EmbeddedPortablePdb);

    private static AssemblyDefinition ReadAssembly(string path, IAssemblyResolver resolver)
    {
        if (!File.Exists(path))
        {
            throw new FileFaultException(FileFaultException.Unreadable, $"There is no file '{path}': build the project first.");
        }

        try
        {
            RequireWholeFile(path);
            return AssemblyDefinition.ReadAssembly(path, new ReaderParameters { AssemblyResolver = resolver, InMemory = true });
        }
        catch (Exception exception) when (exception is not FileFaultException)
        {
            throw new FileFaultException(FileFaultException.Unreadable, $"'{path}' cannot be read as a .NET assembly ({Reason.Of(exception)}): {BuildAnew}");
        }
    }

    /// <summary>What is missing at the end might be nothing that is read here, and would be missing in the output.</summary>
    private static void RequireWholeFile(string path)
    {
        using FileStream file = File.OpenRead(path);
        if (new PEHeaders(file).SectionHeaders.Any(section => (long)section.PointerToRawData + section.SizeOfRawData > file.Length))
        {
            throw new BadImageFormatException("it ends too early");
        }
    }

    private static void ReadSymbols(ModuleDefinition module, string path)
    {
        bool areEmbedded = HasEmbeddedSymbols(module);
        string symbols = areEmbedded ? path : AssemblyWriter.SymbolsOf(path);
        if (!areEmbedded && !File.Exists(symbols))
        {
            return;
        }

        try
        {
            module.ReadSymbols(areEmbedded
                ? new EmbeddedPortablePdbReaderProvider().GetSymbolReader(module, path)
                : new PortablePdbReaderProvider().GetSymbolReader(module, new MemoryStream(File.ReadAllBytes(symbols))));
        }
        catch (SymbolsNotMatchingException)
        {
            throw new FileFaultException(FileFaultException.BadSymbols, $"The symbols in '{symbols}' belong to another build than '{path}': {BuildAnew}");
        }
        catch (Exception exception)
        {
            throw new FileFaultException(
                FileFaultException.BadSymbols,
                $"The symbols in '{symbols}' cannot be read as a portable PDB ({Reason.Of(exception)}): set DebugType to portable, and {BuildAnew}");
        }
    }

    private static void ReadBodies(ModuleDefinition module, string path)
    {
        try
        {
            RequireTree(module.Types, []);
            foreach (MethodDefinition method in MethodsWithBody.Of(module))
            {
                _ = method.Body.Instructions;
            }
        }
        catch (Exception exception) when (exception is not (FileFaultException or AssemblyResolutionException))
        {
            throw new FileFaultException(FileFaultException.Unreadable, $"'{path}' is damaged, or its symbols are ({Reason.Of(exception)}): {BuildAnew}");
        }
    }

    /// <summary>A type that is nested in itself would never end.</summary>
    private static void RequireTree(IEnumerable<TypeDefinition> types, HashSet<TypeDefinition> seen)
    {
        foreach (TypeDefinition type in types)
        {
            if (!seen.Add(type))
            {
                throw new BadImageFormatException($"type {type.Name} is nested in itself");
            }

            RequireTree(type.NestedTypes, seen);
        }
    }
}
