using Mono.Cecil;

namespace Weaver;

/// <summary>Names as the user wrote them.</summary>
internal static class DisplayNames
{
    /// <summary>The async method a state machine was made for: <c>&lt;Blink&gt;d__3</c> is <c>Blink</c>.</summary>
    public static string OfStateMachine(TypeDefinition type) => OfMethod(type.Name[1..type.Name.LastIndexOf('>')]);

    /// <summary>A method as the subject of a sentence: <c>Method 'Blink'</c>, or what else it was before the compiler made it a method.</summary>
    public static string Subject(MethodDefinition method)
    {
        if (StateMachine.IsMoveNext(method))
        {
            return Subject(method.DeclaringType.Name[1..method.DeclaringType.Name.LastIndexOf('>')]);
        }

        string owner = Of(method.DeclaringType);
        return method switch
        {
            { IsConstructor: true, IsStatic: true } when method.DeclaringType.IsBeforeFieldInit => $"A static field of '{owner}'",
            { IsConstructor: true, IsStatic: true } => $"The static constructor of '{owner}'",
            { IsConstructor: true } => $"The constructor of '{owner}'",
            { IsGetter: true } or { IsSetter: true } => $"Property '{method.Name[(method.Name.IndexOf('_') + 1)..]}'",
            { IsAddOn: true } or { IsRemoveOn: true } => $"Event '{method.Name[(method.Name.IndexOf('_') + 1)..]}'",
            _ => Subject(method.Name),
        };
    }

    /// <summary>A field as the subject of a sentence.</summary>
    public static string Subject(FieldDefinition field)
    {
        string name = field.Name;
        return name.StartsWith('<') && name.IndexOf('>') > 1 ? $"Local '{name[1..name.IndexOf('>')]}'" : $"Field '{name}'";
    }

    /// <summary>A generic method with its type arguments: <c>Same&lt;int&gt;</c>.</summary>
    public static string Of(GenericInstanceMethod method) => $"{OfMethod(method.Name)}<{string.Join(", ", method.GenericArguments.Select(Of))}>";

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

    private static string Subject(string name)
    {
        string shown = OfMethod(name);
        return !name.StartsWith('<') ? $"Method '{shown}'"
            : name.Contains(">g__", StringComparison.Ordinal) ? $"Local function '{shown}'"
            : name.Contains(">b__", StringComparison.Ordinal) ? $"A lambda in '{shown}'"
            : $"Method '{shown}'";
    }

    /// <summary>
    /// The compiler calls a lambda <c>&lt;Main&gt;b__0_1</c> and a local function <c>&lt;Main&gt;g__Add|0_0</c>; the lambda is known by the method that it stands in.
    /// </summary>
    private static string OfMethod(string name)
    {
        int local = name.LastIndexOf(">g__", StringComparison.Ordinal);
        if (local >= 0)
        {
            name = name[(local + 4)..];
            int end = name.IndexOf('|');
            return end < 0 ? name : name[..end];
        }

        int start = name.LastIndexOf('<') + 1;
        return start == 0 ? name : name[start..name.IndexOf('>', start)];
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

        // The compiler makes a delegate type for a lambda that has none.
        _ when type.Name.StartsWith("<>", StringComparison.Ordinal) => "delegate",
        _ => type.Name.Split('`')[0],
    };
}
