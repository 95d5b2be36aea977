using Mono.Cecil;

namespace Weaver;

/// <summary>The walk that the stages share.</summary>
internal static class MethodsWithBody
{
    /// <summary>Each method of a module that has code, those of nested types too.</summary>
    public static IEnumerable<MethodDefinition> Of(ModuleDefinition module) =>
        module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody);
}
