using Mono.Cecil;

namespace Weaver;

/// <summary>Finds referenced assemblies among those the compiler was given, by simple name, and nowhere else.</summary>
internal sealed class ReferenceResolver(IEnumerable<string> references) : IAssemblyResolver
{
    private readonly Dictionary<string, string> paths = references
        .GroupBy(path => Path.GetFileNameWithoutExtension(path), StringComparer.OrdinalIgnoreCase)
        .ToDictionary(group => group.Key, group => group.First(), StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, AssemblyDefinition> loaded = new(StringComparer.OrdinalIgnoreCase);

    public void Add(AssemblyDefinition assembly) => loaded[assembly.Name.Name] = assembly;

    public AssemblyDefinition Resolve(AssemblyNameReference name) => Resolve(name, new ReaderParameters());

    public AssemblyDefinition Resolve(AssemblyNameReference name, ReaderParameters parameters)
    {
        if (loaded.TryGetValue(name.Name, out AssemblyDefinition? assembly))
        {
            return assembly;
        }

        if (!paths.TryGetValue(name.Name, out string? path))
        {
            throw new AssemblyResolutionException(name);
        }

        assembly = Read(path);
        loaded.Add(name.Name, assembly);
        return assembly;
    }

    public void Dispose()
    {
        foreach (AssemblyDefinition assembly in loaded.Values)
        {
            assembly.Dispose();
        }
    }

    private AssemblyDefinition Read(string path)
    {
        try
        {
            return AssemblyDefinition.ReadAssembly(path, new ReaderParameters { AssemblyResolver = this });
        }
        catch (Exception exception) when (exception is not FileFaultException)
        {
            throw new FileFaultException(
                FileFaultException.Unreadable, $"The reference '{path}' cannot be read as a .NET assembly ({Reason.Of(exception)}): build or restore it anew.");
        }
    }
}
