using Mono.Cecil;

namespace Weaver;

/// <summary>Names as the user wrote them.</summary>
internal static class Names
{
    /// <summary>The async method a state machine was made for: <c>&lt;Blink&gt;d__3</c> is <c>Blink</c>.</summary>
    public static string OfStateMachine(TypeDefinition type)
    {
        string name = type.Name;
        int start = name.LastIndexOf('<') + 1;
        int end = name.IndexOf('>', start);
        return name[start..end];
    }

    /// <summary>A type in C#'s notation: <c>System.Action&lt;int&gt;</c>.</summary>
    public static string Of(TypeReference type)
    {
        switch (type)
        {
            case GenericInstanceType instance:
                return $"{WithoutArity(instance.ElementType)}<{string.Join(", ", instance.GenericArguments.Select(Of))}>";
            case ArrayType array:
                return $"{Of(array.ElementType)}[{new string(',', array.Rank - 1)}]";
            case TypeSpecification specification:
                return Of(specification.ElementType);
            case { HasGenericParameters: true }:
                return $"{WithoutArity(type)}<{string.Join(", ", type.GenericParameters.Select(parameter => parameter.Name))}>";
            default:
                return WithoutArity(type);
        }
    }

    private static string WithoutArity(TypeReference type) => type.MetadataType switch
    {
        MetadataType.Boolean => "bool",
        MetadataType.Char => "char",
        MetadataType.SByte => "sbyte",
        MetadataType.Byte => "byte",
        MetadataType.Int16 => "short",
        MetadataType.UInt16 => "ushort",
        MetadataType.Int32 => "int",
        MetadataType.UInt32 => "uint",
        MetadataType.Int64 => "long",
        MetadataType.UInt64 => "ulong",
        MetadataType.Single => "float",
        MetadataType.Double => "double",
        MetadataType.String => "string",
        MetadataType.Object => "object",
        _ => type.Name.Split('`')[0],
    };
}
