using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace VirtualPicoW.TestAdapter;

/// <summary>Where the methods of an assembly are in its source, as its portable symbols tell.</summary>
internal sealed class SourceLines
{
    private readonly MetadataReaderProvider? symbols;

    private SourceLines(MetadataReaderProvider? symbols) => this.symbols = symbols;

    /// <summary>The lines of an assembly; none are known if its symbols do not lie beside it.</summary>
    public static SourceLines Of(string assembly)
    {
        string path = Path.ChangeExtension(assembly, ".pdb");
        try
        {
            // Read at once: a build may want to replace the file while tests run.
            return new SourceLines(MetadataReaderProvider.FromPortablePdbImage([.. File.ReadAllBytes(path)]));
        }
        catch (Exception exception) when (exception is IOException or BadImageFormatException)
        {
            // Tests run without symbols as well.
            return new SourceLines(null);
        }
    }

    /// <summary>The file and the line, counted from 1, at which a method begins; null if nobody knows.</summary>
    public (string File, int Line)? Find(MethodInfo method)
    {
        MethodDefinitionHandle handle = (MethodDefinitionHandle)MetadataTokens.Handle(method.MetadataToken);
        MetadataReader? symbols = this.symbols?.GetMetadataReader();
        return symbols?.GetMethodDebugInformation(handle).GetSequencePoints()
            .Where(point => !point.IsHidden)
            .Select(point => ((string, int)?)(symbols.GetString(symbols.GetDocument(point.Document).Name), point.StartLine))
            .FirstOrDefault();
    }
}
