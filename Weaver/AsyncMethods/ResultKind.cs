using Mono.Cecil;

namespace Weaver;

/// <summary>How a coroutine's result travels.</summary>
internal enum ResultKind
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>As an object reference.</summary>
    Reference,

    /// <summary>As an <c>int</c>, without a box: bool, char, integers and enumerations of at most 32 bits.</summary>
    Int32,

    /// <summary>In a box.</summary>
    Boxed,
}

/// <summary>Tells the kinds apart.</summary>
internal static class ResultKinds
{
    public static ResultKind Of(TypeReference type)
    {
        TypeReference basic = Underlying(type);
        switch (basic.MetadataType)
        {
            case MetadataType.Boolean or MetadataType.Char or MetadataType.SByte or MetadataType.Byte
                or MetadataType.Int16 or MetadataType.UInt16 or MetadataType.Int32 or MetadataType.UInt32:
                return ResultKind.Int32;
            default:
                return basic.IsValueType ? ResultKind.Boxed : ResultKind.Reference;
        }
    }

    /// <summary>An enumeration's integer type; any other type itself.</summary>
    public static TypeReference Underlying(TypeReference type)
    {
        TypeDefinition? definition = type is ArrayType or GenericParameter ? null : type.Resolve();
        return definition is { IsEnum: true } ? definition.Fields.Single(field => !field.IsStatic).FieldType : type;
    }
}
