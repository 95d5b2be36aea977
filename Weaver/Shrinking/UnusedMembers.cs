using Mono.Cecil;
using Mono.Collections.Generic;

namespace Weaver.Shrinking;

/// <summary>Takes out of an assembly what nobody uses.</summary>
internal static class UnusedMembers
{
    public static void Remove(ModuleDefinition module, UsageMarker usage) => Remove(module.Types, usage);

    private static void Remove(Collection<TypeDefinition> types, UsageMarker usage)
    {
        foreach (TypeDefinition type in types.ToList())
        {
            if (type.Name == "<Module>")
            {
                continue;
            }

            if (!usage.IsUsed(type))
            {
                types.Remove(type);
                continue;
            }

            Remove(type.NestedTypes, usage);

            // The board knows neither, only the methods behind them.
            type.Properties.Clear();
            type.Events.Clear();
            RemoveFrom(type.Methods, usage);
            RemoveFrom(type.Fields, usage);
            foreach (MethodDefinition method in type.Methods)
            {
                foreach (MethodReference known in method.Overrides.Where(known => known.Resolve() is { } target && usage.IsOfProgram(target) && !usage.IsUsed(target)).ToList())
                {
                    method.Overrides.Remove(known);
                }
            }
        }
    }

    private static void RemoveFrom<T>(Collection<T> members, UsageMarker usage)
        where T : IMemberDefinition
    {
        foreach (T member in members.Where(member => !usage.IsUsed(member)).ToList())
        {
            members.Remove(member);
        }
    }
}
