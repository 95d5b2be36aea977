using Mono.Cecil;

namespace Weaver;

/// <summary>Drops what is marked as compile-time only, and what the compiler adds for tools that do not exist on the board.</summary>
internal static class CompileTimeOnlyStage
{
    private static readonly string[] CompilerAttributes =
    [
        "System.ComponentModel.EditorBrowsableAttribute",
        "System.Runtime.CompilerServices.AsyncMethodBuilderAttribute",
        "AsyncCore.CompilerServices.CompileTimeOnlyAttribute",
        "System.Runtime.CompilerServices.RefSafetyRulesAttribute",
        "System.Runtime.CompilerServices.IsReadOnlyAttribute",
        "System.Runtime.CompilerServices.NullableAttribute",
        "System.Runtime.CompilerServices.NullableContextAttribute",
        "System.Runtime.CompilerServices.NullablePublicOnlyAttribute",
        "Microsoft.CodeAnalysis.EmbeddedAttribute",
    ];

    public static void Apply(ModuleDefinition module)
    {
        foreach (TypeDefinition type in module.GetTypes().ToList())
        {
            DropInterfaces(type);
            DropMembers(type);
        }

        foreach (TypeDefinition type in module.Types.Where(type => AsyncCoreMembers.IsCompileTimeOnly(type) || IsCompilerAttribute(type)).ToList())
        {
            module.Types.Remove(type);
        }

        DropAttributes(module);
        DropAttributes(module.Assembly);
        foreach (TypeDefinition type in module.GetTypes())
        {
            DropAttributes(type);
            IEnumerable<ICustomAttributeProvider> members =
            [
                .. type.Interfaces, .. type.Fields, .. type.Properties, .. type.Events, .. type.Methods,
                .. type.Methods.Select(method => method.MethodReturnType), .. type.Methods.SelectMany(method => method.Parameters),
            ];
            foreach (ICustomAttributeProvider member in members)
            {
                DropAttributes(member);
            }
        }
    }

    private static void DropInterfaces(TypeDefinition type)
    {
        foreach (InterfaceImplementation implementation in type.Interfaces.ToList())
        {
            if (implementation.InterfaceType.Resolve() is { } definition && AsyncCoreMembers.IsCompileTimeOnly(definition))
            {
                type.Interfaces.Remove(implementation);
            }
        }
    }

    private static void DropMembers(TypeDefinition type)
    {
        foreach (MethodDefinition method in type.Methods.Where(AsyncCoreMembers.IsCompileTimeOnly).ToList())
        {
            type.Methods.Remove(method);
        }

        foreach (PropertyDefinition property in type.Properties.Where(AsyncCoreMembers.IsCompileTimeOnly).ToList())
        {
            type.Methods.Remove(property.GetMethod);
            type.Properties.Remove(property);
        }
    }

    private static void DropAttributes(ICustomAttributeProvider provider)
    {
        foreach (CustomAttribute attribute in provider.CustomAttributes.ToList())
        {
            if (CompilerAttributes.Contains(attribute.AttributeType.FullName))
            {
                provider.CustomAttributes.Remove(attribute);
            }
        }
    }

    private static bool IsCompilerAttribute(TypeDefinition type) => CompilerAttributes.Contains(type.FullName);
}
