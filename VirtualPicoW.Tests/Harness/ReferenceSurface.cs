using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace VirtualPicoW.Tests;

/// <summary>
/// What firmware can refer to in one of nanoFramework's assemblies: public types and their public and protected members. Read from
/// metadata, because the assembly itself cannot be loaded beside .NET's own mscorlib. Signatures are text, with the full names of types.
/// </summary>
internal static class ReferenceSurface
{
    /// <summary>A type that firmware can refer to.</summary>
    public sealed record TypeOf(string Name, bool IsInterface, IReadOnlyList<MemberOf> Members);

    /// <summary>A member: a method with its return type first, a field, or a constant with its value.</summary>
    public sealed record MemberOf(string Name, string Signature, bool IsStatic, bool IsField, object? Constant);

    public static IReadOnlyList<TypeOf> Read(string path)
    {
        using PEReader file = new(File.OpenRead(path));
        MetadataReader metadata = file.GetMetadataReader();
        return metadata.TypeDefinitions.Select(metadata.GetTypeDefinition)
            .Where(type => IsVisible(metadata, type))
            .Select(type => new TypeOf(
                NameOf(metadata, type), type.Attributes.HasFlag(TypeAttributes.Interface), Members(metadata, type).ToArray()))
            .ToArray();
    }

    private static IEnumerable<MemberOf> Members(MetadataReader metadata, TypeDefinition type)
    {
        foreach (MethodDefinition method in type.GetMethods().Select(metadata.GetMethodDefinition))
        {
            MethodAttributes access = method.Attributes & MethodAttributes.MemberAccessMask;
            if (access is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem)
            {
                MethodSignature<string> signature = method.DecodeSignature(new TypeNames(metadata), null);
                yield return new MemberOf(
                    metadata.GetString(method.Name),
                    $"{signature.ReturnType}({string.Join(",", signature.ParameterTypes)})",
                    method.Attributes.HasFlag(MethodAttributes.Static), false, null);
            }
        }

        foreach (FieldDefinition field in type.GetFields().Select(metadata.GetFieldDefinition))
        {
            FieldAttributes access = field.Attributes & FieldAttributes.FieldAccessMask;
            if (access is FieldAttributes.Public or FieldAttributes.Family && !field.Attributes.HasFlag(FieldAttributes.SpecialName))
            {
                yield return new MemberOf(
                    metadata.GetString(field.Name), field.DecodeSignature(new TypeNames(metadata), null),
                    field.Attributes.HasFlag(FieldAttributes.Static), true, ConstantOf(metadata, field));
            }
        }
    }

    private static object? ConstantOf(MetadataReader metadata, FieldDefinition field)
    {
        if (field.GetDefaultValue().IsNil)
        {
            return null;
        }

        Constant constant = metadata.GetConstant(field.GetDefaultValue());
        return metadata.GetBlobReader(constant.Value).ReadConstant(constant.TypeCode);
    }

    private static bool IsVisible(MetadataReader metadata, TypeDefinition type) =>
        (type.Attributes & TypeAttributes.VisibilityMask) switch
        {
            TypeAttributes.Public => true,
            TypeAttributes.NestedPublic => IsVisible(metadata, metadata.GetTypeDefinition(type.GetDeclaringType())),
            _ => false,
        };

    private static string NameOf(MetadataReader metadata, TypeDefinition type) => type.GetDeclaringType() is { IsNil: false } outer
        ? $"{NameOf(metadata, metadata.GetTypeDefinition(outer))}+{metadata.GetString(type.Name)}"
        : $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";

    private sealed class TypeNames(MetadataReader metadata) : ISignatureTypeProvider<string, object?>
    {
        public string GetPrimitiveType(PrimitiveTypeCode typeCode) => $"System.{typeCode}";

        public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
            NameOf(reader, reader.GetTypeDefinition(handle));

        public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
        {
            TypeReference type = reader.GetTypeReference(handle);
            return type.ResolutionScope.Kind == HandleKind.TypeReference
                ? $"{GetTypeFromReference(reader, (TypeReferenceHandle)type.ResolutionScope, 0)}+{reader.GetString(type.Name)}"
                : $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}";
        }

        public string GetSZArrayType(string elementType) => elementType + "[]";

        public string GetByReferenceType(string elementType) => elementType + "&";

        public string GetPointerType(string elementType) => elementType + "*";

        public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

        public string GetGenericTypeParameter(object? genericContext, int index) => $"!{index}";

        public string GetGenericMethodParameter(object? genericContext, int index) => $"!!{index}";

        public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) =>
            $"{genericType}<{string.Join(",", typeArguments)}>";

        public string GetArrayType(string elementType, ArrayShape shape) => throw new NotSupportedException();

        public string GetFunctionPointerType(MethodSignature<string> signature) => throw new NotSupportedException();

        public string GetPinnedType(string elementType) => throw new NotSupportedException();

        public string GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
            metadata.GetTypeSpecification(handle).DecodeSignature(this, null);
    }
}
