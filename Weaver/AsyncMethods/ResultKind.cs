using Mono.Cecil;

namespace Weaver;

/// <summary>How a coroutine's result travels.</summary>
internal enum ResultKind
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>As an object reference.</summary>
    Reference,

    /// <summary>As an <c>int</c>, without a box: bool, char, integers of at most 32 bits, enumerations of <c>int</c>.</summary>
    Int32,

    /// <summary>In a box.</summary>
    Boxed,
}

/// <summary>Tells the kinds apart.</summary>
internal static class ResultKinds
{
    public static ResultKind Of(TypeReference type)
    {
        switch (type.MetadataType)
        {
            case MetadataType.Boolean or MetadataType.Char or MetadataType.SByte or MetadataType.Byte
                or MetadataType.Int16 or MetadataType.UInt16 or MetadataType.Int32 or MetadataType.UInt32:
                return ResultKind.Int32;
            default:
                return IsEnumOfInt(type) ? ResultKind.Int32 : type.IsValueType ? ResultKind.Boxed : ResultKind.Reference;
        }
    }

    /// <summary>
    /// Only these, for out of a box of unknown type the runtimes take an <c>int</c> if it holds one, whatever they call it, but no other integer.
    /// </summary>
    private static bool IsEnumOfInt(TypeReference type) =>
        type is not (ArrayType or GenericParameter) && type.Resolve() is { IsEnum: true } definition
        && definition.Fields.Single(field => !field.IsStatic).FieldType.MetadataType == MetadataType.Int32;
}
