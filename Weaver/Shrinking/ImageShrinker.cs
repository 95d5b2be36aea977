using Mono.Cecil;

namespace Weaver.Shrinking;

/// <summary>
/// Makes the assemblies of one program small, before they become what a board is flashed with: nobody else will ever use them there. What the program does not use of its libraries goes, and names that nobody can ask for become short.
/// </summary>
public static class ImageShrinker
{
    private const string FaultOfTheWeaver = "AC0099";

    /// <summary>Shrinks a program.</summary>
    /// <param name="folder">Where the small assemblies go.</param>
    /// <param name="names">The file that will tell what the short names stand for.</param>
    /// <param name="program">The program's assemblies; of the first one nothing is taken away.</param>
    /// <param name="others">What else will be on the board, or is needed to understand the program.</param>
    /// <returns>What is wrong with the files.</returns>
    public static IReadOnlyList<Refusal> Shrink(string folder, string names, IReadOnlyList<string> program, IReadOnlyList<string> others)
    {
        try
        {
            using ReferenceResolver resolver = new(others);
            List<AssemblyDefinition> assemblies = [.. program.Select(path => Read(path, resolver))];
            RemoveUnused(assemblies, [.. others.Select(path => Find(path, resolver)).OfType<AssemblyDefinition>()]);
            IReadOnlyList<string> lines = ShortNames.Give(assemblies);
            Directory.CreateDirectory(folder);
            foreach ((string path, AssemblyDefinition assembly) in program.Zip(assemblies))
            {
                AssemblyWriter.Write(assembly, Path.Combine(folder, Path.GetFileName(path)));
            }

            File.WriteAllLines(names, lines);
            return [];
        }
        catch (FileFaultException fault)
        {
            return [Refusal.Of(fault.Code, fault.Message)];
        }
        catch (AssemblyResolutionException exception)
        {
            return [Refusal.Of(FileFaultException.Unreadable, $"The program needs the assembly {exception.AssemblyReference.Name}, which is not among the files: add a reference to it.")];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [Refusal.Of(FileFaultException.Unwritable, $"The program cannot be made small ({Reason.Of(exception)}): see that there is room in '{folder}', and that you may write there.")];
        }
        catch (Exception exception)
        {
            return [Refusal.Of(FaultOfTheWeaver, $"The program cannot be made small: {exception.GetType().Name}: {Reason.Of(exception)}. Build with -p:ShrinkImage=false, and please report this line and the code.")];
        }
    }

    private static AssemblyDefinition Read(string path, ReferenceResolver resolver)
    {
        AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(path, new ReaderParameters { AssemblyResolver = resolver, InMemory = true });
        resolver.Add(assembly);
        return assembly;
    }

    private static AssemblyDefinition? Find(string path, ReferenceResolver resolver) =>
        File.Exists(path) ? resolver.Resolve(new AssemblyNameReference(Path.GetFileNameWithoutExtension(path), null)) : null;

    private static void RemoveUnused(List<AssemblyDefinition> assemblies, List<AssemblyDefinition> others)
    {
        UsageMarker usage = new(assemblies);
        foreach (AssemblyDefinition root in others.Where(other => other.MainModule.AssemblyReferences.Any(known => assemblies.Any(assembly => assembly.Name.Name == known.Name))).Prepend(assemblies[0]))
        {
            usage.MarkAll(root);
        }

        foreach (AssemblyDefinition assembly in assemblies)
        {
            usage.MarkAttributes(assembly);
            usage.MarkAttributes(assembly.MainModule);
        }

        usage.Finish();
        foreach (AssemblyDefinition assembly in assemblies.Skip(1))
        {
            UnusedMembers.Remove(assembly.MainModule, usage);
        }
    }
}
