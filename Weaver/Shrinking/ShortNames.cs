using System.Text;
using Mono.Cecil;

namespace Weaver.Shrinking;

/// <summary>
/// Gives short names to the methods and fields of a program that no other program can name: those that are private, and those that only friends see, who are in the program. On the board a name is there to find a member by and to be
/// printed in a stack trace; each takes its length in flash. Types keep theirs, which reports are made of.
/// </summary>
internal sealed class ShortNames
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private readonly Dictionary<string, string> shortened = [];
    private readonly IReadOnlyList<AssemblyDefinition> assemblies;

    private ShortNames(IReadOnlyList<AssemblyDefinition> assemblies)
    {
        this.assemblies = assemblies;
    }

    /// <summary>Renames.</summary>
    /// <param name="assemblies">All of the program's assemblies.</param>
    /// <returns>A line for each member that has another name now: <c>Type::short = long</c>.</returns>
    public static IReadOnlyList<string> Give(IReadOnlyList<AssemblyDefinition> assemblies)
    {
        ShortNames names = new(assemblies);
        names.Choose();
        return names.Rename();
    }

    private static IEnumerable<IMemberDefinition> MembersOf(AssemblyDefinition assembly) =>
        assembly.MainModule.GetTypes().SelectMany(type => type.Methods.Concat<IMemberDefinition>(type.Fields));

    private static bool CanBeRenamed(IMemberDefinition member) => member switch
    {
        MethodDefinition method => (method.IsPrivate || method.IsAssembly || method.IsFamilyAndAssembly)
            && !method.IsConstructor && !method.IsRuntime && !method.IsInternalCall && !method.HasOverrides && method.Name != "Main" && !method.Name.Contains('.'),
        FieldDefinition field => (field.IsPrivate || field.IsAssembly || field.IsFamilyAndAssembly) && !field.IsRuntimeSpecialName && !field.DeclaringType.IsEnum,
        _ => false,
    };

    private static string Name(int number)
    {
        StringBuilder name = new();
        for (int left = number; left >= 0; left = (left / Letters.Length) - 1)
        {
            name.Append(Letters[left % Letters.Length]);
        }

        return name.ToString();
    }

    /// <summary>
    /// What has one name keeps having one, so that an override stays one. Two names may become the same one, unless both are in classes of which one derives from the other: those have a root in common.
    /// </summary>
    private void Choose()
    {
        HashSet<string> taken = [.. assemblies.SelectMany(MembersOf).Where(member => !CanBeRenamed(member)).Select(member => member.Name)];
        Dictionary<string, HashSet<TypeDefinition>> families = [];
        foreach (IMemberDefinition member in assemblies.SelectMany(MembersOf).Where(CanBeRenamed))
        {
            (families.TryGetValue(member.Name, out HashSet<TypeDefinition>? family) ? family : families[member.Name] = []).Add(RootOf(member.DeclaringType));
        }

        Dictionary<string, HashSet<TypeDefinition>> users = [];
        foreach ((string name, HashSet<TypeDefinition> family) in families.OrderByDescending(entry => entry.Value.Count).ThenBy(entry => entry.Key, StringComparer.Ordinal))
        {
            for (int number = 0; ; number++)
            {
                string candidate = Name(number);
                if (candidate.Length >= name.Length)
                {
                    break;
                }

                HashSet<TypeDefinition> others = users.TryGetValue(candidate, out HashSet<TypeDefinition>? found) ? found : users[candidate] = [];
                if (!taken.Contains(candidate) && !others.Overlaps(family))
                {
                    others.UnionWith(family);
                    shortened.Add(name, candidate);
                    break;
                }
            }
        }
    }

    private TypeDefinition RootOf(TypeDefinition type)
    {
        TypeDefinition root = type;
        while (root.BaseType?.Resolve() is { } parent && assemblies.Any(assembly => assembly.MainModule == parent.Module))
        {
            root = parent;
        }

        return root;
    }

    private List<string> Rename()
    {
        // References first: they are resolved by name.
        List<MemberReference> references = [.. assemblies
            .SelectMany(assembly => MethodsWithBody.Of(assembly.MainModule))
            .SelectMany(method => method.Body.Instructions)
            .Select(instruction => instruction.Operand)
            .OfType<MemberReference>()
            .Where(reference => reference is MethodReference and not MethodDefinition or FieldReference and not FieldDefinition)
            .Distinct()
            .Where(reference => reference.Resolve() is IMemberDefinition member && assemblies.Any(assembly => assembly.MainModule == ((MemberReference)member).Module) && CanBeRenamed(member))];
        foreach (MemberReference reference in references)
        {
            reference.Name = shortened.GetValueOrDefault(reference.Name, reference.Name);
        }

        List<string> lines = [];
        foreach (IMemberDefinition member in assemblies.SelectMany(MembersOf).Where(CanBeRenamed).ToList())
        {
            if (shortened.TryGetValue(member.Name, out string? name))
            {
                lines.Add($"{member.DeclaringType.FullName.Replace('/', '.')}::{name} = {member.Name}");
                member.Name = name;
            }
        }

        lines.Sort(StringComparer.Ordinal);
        return [.. lines.Distinct()];
    }
}
