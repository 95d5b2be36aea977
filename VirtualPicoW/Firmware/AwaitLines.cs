using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;

namespace VirtualPicoW;

/// <summary>Finds the lines of the awaits of async methods, in the symbols of their assemblies.</summary>
internal static class AwaitLines
{
    private static readonly Guid AsyncMethodStepping = new("54FD2AC5-E925-401A-9C2A-F94F171072F8");

    private static readonly ConditionalWeakTable<Type, string[]> Lines = [];
    private static readonly ConditionalWeakTable<Assembly, MetadataReaderProvider> Symbols = [];

    /// <summary>Where a coroutine waits, as a line of a stack trace.</summary>
    /// <param name="type">The coroutine's class.</param>
    /// <param name="state">The number of the await.</param>
    /// <returns>Without file and line if there are no symbols; null if it was not made of an async method.</returns>
    public static string? Find(Type type, int state)
    {
        if (!type.Name.StartsWith('<'))
        {
            return null;
        }

        string[] lines = Lines.GetValue(type, Read);
        string method = $"   at {type.FullName!.Replace('+', '.')}.MoveNext()";
        return state >= 0 && state < lines.Length ? method + " in " + lines[state] : method;
    }

    private static string[] Read(Type type)
    {
        if (type.GetMethod("MoveNext") is not { } method || Open(type.Assembly) is not { } symbols)
        {
            return [];
        }

        MethodDefinitionHandle handle = (MethodDefinitionHandle)MetadataTokens.EntityHandle(method.MetadataToken);
        SequencePoint[] points = symbols.GetMethodDebugInformation(handle).GetSequencePoints().Where(point => !point.IsHidden).ToArray();
        return symbols.GetCustomDebugInformation(handle).Select(symbols.GetCustomDebugInformation)
            .Where(information => symbols.GetGuid(information.Kind) == AsyncMethodStepping)
            .SelectMany(information => Yields(symbols.GetBlobReader(information.Value)))
            .Select(offset => points.Last(point => point.Offset <= offset))
            .Select(point => $"{symbols.GetString(symbols.GetDocument(point.Document).Name)}:line {point.StartLine}")
            .ToArray();
    }

    /// <summary>The offsets of the places where the method waits, in the order of their numbers.</summary>
    private static ImmutableArray<int> Yields(BlobReader blob)
    {
        ImmutableArray<int>.Builder yields = ImmutableArray.CreateBuilder<int>();
        blob.ReadUInt32();
        while (blob.RemainingBytes > 0)
        {
            yields.Add((int)blob.ReadUInt32());
            blob.ReadUInt32();
            blob.ReadCompressedInteger();
        }

        return yields.ToImmutable();
    }

    private static MetadataReader? Open(Assembly assembly)
    {
        if (!Symbols.TryGetValue(assembly, out MetadataReaderProvider? provider))
        {
            if (!File.Exists(assembly.Location))
            {
                return null;
            }

            using PEReader reader = new(new MemoryStream(File.ReadAllBytes(assembly.Location)));
            if (!reader.TryOpenAssociatedPortablePdb(
                assembly.Location, path => File.Exists(path) ? new MemoryStream(File.ReadAllBytes(path)) : null, out provider, out _))
            {
                return null;
            }

            Symbols.AddOrUpdate(assembly, provider!);
        }

        return provider!.GetMetadataReader();
    }
}
