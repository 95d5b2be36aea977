using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Weaver.Tests.Harness;

/// <summary>Looks at an assembly's bytes with .NET's own reader, which shares nothing with the weaver.</summary>
internal static class Metadata
{
    public static Guid ModuleId(byte[] assembly)
    {
        using PEReader pe = new(ImmutableArray.Create(assembly));
        MetadataReader reader = pe.GetMetadataReader();
        return reader.GetGuid(reader.GetModuleDefinition().Mvid);
    }

    /// <summary>What in an assembly nanoFramework could not load; empty if all is well.</summary>
    public static IReadOnlyList<string> Troubles(byte[] assembly)
    {
        using PEReader pe = new(ImmutableArray.Create(assembly));
        MetadataReader reader = pe.GetMetadataReader();
        List<string> troubles = [];
        foreach (TableIndex table in new[] { TableIndex.GenericParam, TableIndex.GenericParamConstraint, TableIndex.MethodSpec })
        {
            if (reader.GetTableRowCount(table) > 0)
            {
                troubles.Add($"{table}: {reader.GetTableRowCount(table)} rows");
            }
        }

        SignatureInspector inspector = new();
        for (int row = 1; row <= reader.GetTableRowCount(TableIndex.TypeSpec); row++)
        {
            reader.GetTypeSpecification(MetadataTokens.TypeSpecificationHandle(row)).DecodeSignature(inspector, null);
        }

        for (int row = 1; row <= reader.GetTableRowCount(TableIndex.StandAloneSig); row++)
        {
            StandaloneSignature signature = reader.GetStandaloneSignature(MetadataTokens.StandaloneSignatureHandle(row));
            if (signature.GetKind() == StandaloneSignatureKind.LocalVariables)
            {
                signature.DecodeLocalSignature(inspector, null);
            }
            else
            {
                troubles.Add("a signature of a function pointer");
            }
        }

        foreach (MethodDefinitionHandle handle in reader.MethodDefinitions)
        {
            reader.GetMethodDefinition(handle).DecodeSignature(inspector, null);
        }

        foreach (FieldDefinitionHandle handle in reader.FieldDefinitions)
        {
            reader.GetFieldDefinition(handle).DecodeSignature(inspector, null);
        }

        foreach (PropertyDefinitionHandle handle in reader.PropertyDefinitions)
        {
            reader.GetPropertyDefinition(handle).DecodeSignature(inspector, null);
        }

        foreach (MemberReferenceHandle handle in reader.MemberReferences)
        {
            MemberReference member = reader.GetMemberReference(handle);
            if (member.GetKind() == MemberReferenceKind.Method)
            {
                member.DecodeMethodSignature(inspector, null);
            }
            else
            {
                member.DecodeFieldSignature(inspector, null);
            }
        }

        troubles.AddRange(inspector.Troubles.Distinct());
        return troubles;
    }

    public static IReadOnlyList<string> ReferencedAssemblies(byte[] assembly)
    {
        using PEReader pe = new(ImmutableArray.Create(assembly));
        MetadataReader reader = pe.GetMetadataReader();
        return reader.AssemblyReferences.Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name)).Order().ToArray();
    }

    /// <summary>The full names of types defined and referred to.</summary>
    public static IReadOnlyList<string> TypeNames(byte[] assembly)
    {
        using PEReader pe = new(ImmutableArray.Create(assembly));
        MetadataReader reader = pe.GetMetadataReader();
        IEnumerable<string> defined = reader.TypeDefinitions.Select(reader.GetTypeDefinition)
            .Select(type => reader.GetString(type.Namespace) + "." + reader.GetString(type.Name));
        IEnumerable<string> referred = reader.TypeReferences.Select(reader.GetTypeReference)
            .Select(type => reader.GetString(type.Namespace) + "." + reader.GetString(type.Name));
        return defined.Concat(referred).ToArray();
    }

    private sealed class SignatureInspector : ISignatureTypeProvider<string, object?>
    {
        public List<string> Troubles { get; } = [];

        public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) =>
            Trouble($"{genericType}<{string.Join(", ", typeArguments)}>");

        public string GetGenericMethodParameter(object? genericContext, int index) => Trouble("!!" + index);

        public string GetGenericTypeParameter(object? genericContext, int index) => Trouble("!" + index);

        public string GetArrayType(string elementType, ArrayShape shape) => Trouble($"{elementType}[{new string(',', shape.Rank - 1)}]");

        public string GetPointerType(string elementType) => Trouble(elementType + "*");

        public string GetFunctionPointerType(MethodSignature<string> signature) => Trouble("a function pointer");

        public string GetByReferenceType(string elementType) => elementType + "&";

        public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

        public string GetPinnedType(string elementType) => elementType;

        public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();

        public string GetSZArrayType(string elementType) => elementType + "[]";

        public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
            reader.GetString(reader.GetTypeDefinition(handle).Name);

        public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
            reader.GetString(reader.GetTypeReference(handle).Name);

        public string GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
            reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

        private string Trouble(string what)
        {
            Troubles.Add(what);
            return what;
        }
    }
}
