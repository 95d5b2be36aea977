using System.IO;
using System.Linq;
using Mono.Cecil;

namespace VirtualPicoW.Tests;

/// <summary>A bug that can be put into a copy of our own code.</summary>
/// <param name="Name">What is wrong, for people to read.</param>
/// <param name="Assembly">The assembly that has it.</param>
/// <param name="Type">The class; one that the compiler has made of an async method begins with the method's name in angle brackets.</param>
/// <param name="Method">The method.</param>
/// <param name="Mutation">What is changed.</param>
internal sealed record PlantedBug(string Name, string Assembly, string Type, string Method, Mutation Mutation)
{
    /// <summary>Makes a copy of firmware that has it.</summary>
    /// <param name="firmware">The healthy firmware.</param>
    /// <param name="folder">Where to.</param>
    /// <returns>The copy.</returns>
    public string PlantInto(string firmware, string folder)
    {
        foreach (string path in Directory.GetFiles(Path.GetDirectoryName(firmware)!).Where(path => Path.GetExtension(path) is ".dll" or ".exe"))
        {
            File.Copy(path, Path.Combine(folder, Path.GetFileName(path)));
        }

        string target = Path.Combine(folder, Assembly + ".dll");
        using ModuleDefinition module = ModuleDefinition.ReadModule(new MemoryStream(File.ReadAllBytes(target)));
        TypeDefinition type = module.GetTypes().Single(type => type.Name == Type || type.Name.StartsWith($"<{Type}>d"));
        Mutation(type.Methods.Single(method => method.Name == Method));
        module.Write(target);
        return Path.Combine(folder, Path.GetFileName(firmware));
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
