using System.Globalization;
using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using Mono.Cecil;
using SequencePoint = Mono.Cecil.Cil.SequencePoint;
using TypeDefinition = Mono.Cecil.TypeDefinition;

namespace Weaver;

/// <summary>
/// Where types and members without code are declared. The symbols know lines of code only, but of a type without any they name the file, and the line is found
/// there by its words: in the sources that are embedded in the symbols, or on this machine.
/// </summary>
/// <param name="assembly">The path of the assembly, its symbols within it or beside it.</param>
internal sealed partial class Declarations(string assembly)
{
    private static readonly Guid TypeDefinitionDocuments = new("932E74BC-DBA9-4478-8D46-0F32A7BAB3D3");
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    private readonly Dictionary<int, string> documents = [];
    private readonly Dictionary<string, string> texts = [];
    private bool isRead;

    /// <summary>Finds a declaration.</summary>
    /// <param name="type">The type, or the one that the member belongs to.</param>
    /// <param name="member">The member's name; null for the type itself.</param>
    /// <returns>File, line and column; the file's beginning if no source is at hand, and null without symbols.</returns>
    public (string File, int Line, int Column)? Of(TypeDefinition type, string? member)
    {
        if (!isRead)
        {
            isRead = true;
            Read();
        }

        string? document = DocumentOf(type);
        if (document == null)
        {
            return null;
        }

        string text = texts.TryGetValue(document, out string? embedded) ? embedded : File.Exists(document) ? File.ReadAllText(document) : string.Empty;
        string name = Regex.Escape(type.Name.Split('`')[0]);
        Group found = Regex.Match(text, $@"\b(?:class|interface|struct|enum|record|delegate\s[^;(]*?)\s+({name})\b").Groups[1];
        if (found.Success && member != null && new Regex($@"\b{Regex.Escape(member)}\b").Match(text, found.Index + found.Length) is { Success: true } declared)
        {
            found = declared;
        }

        if (!found.Success)
        {
            return (document, 1, 1);
        }

        int lineStart = text.LastIndexOf('\n', found.Index) + 1;
        return (document, LineOf(text, lineStart), found.Index - lineStart + 1);
    }

    /// <summary>The number of a line, from 1 or as a <c>#line</c> above it says, which symbols go by, too.</summary>
    private static int LineOf(string text, int lineStart)
    {
        Match renumbered = LineDirective().Match(text, lineStart);
        return renumbered.Success
            ? int.Parse(renumbered.Groups[1].ValueSpan, CultureInfo.InvariantCulture) + text.AsSpan(renumbered.Index + renumbered.Length, lineStart - renumbered.Index - renumbered.Length).Count('\n') - 1
            : text.AsSpan(0, lineStart).Count('\n') + 1;
    }

    /// <summary>Symbols name the file of a type only if none of its lines do, and never that of a nested one.</summary>
    private string? DocumentOf(TypeDefinition type)
    {
        for (TypeDefinition? outer = type; outer != null; outer = outer.DeclaringType)
        {
            if (documents.TryGetValue(outer.MetadataToken.ToInt32(), out string? document))
            {
                return document;
            }

            if (LinesOf(outer).FirstOrDefault() is { } point)
            {
                return point.Document.Url;
            }
        }

        return null;
    }

    /// <summary>Of a type, and of what lies in it: the lines of an async method are those of its state machine.</summary>
    private static IEnumerable<SequencePoint> LinesOf(TypeDefinition type) =>
        type.Methods.SelectMany(method => method.DebugInformation.SequencePoints).Concat(type.NestedTypes.SelectMany(LinesOf));

    private void Read()
    {
        using FileStream file = File.OpenRead(assembly);
        using PEReader image = new(file);
        if (!image.TryOpenAssociatedPortablePdb(assembly, path => File.Exists(path) ? File.OpenRead(path) : null, out MetadataReaderProvider? symbols, out _))
        {
            return;
        }

        using (symbols)
        {
            MetadataReader reader = symbols!.GetMetadataReader();
            foreach (System.Reflection.Metadata.CustomDebugInformation information in reader.CustomDebugInformation.Select(reader.GetCustomDebugInformation))
            {
                if (reader.GetGuid(information.Kind) == TypeDefinitionDocuments)
                {
                    BlobReader rows = reader.GetBlobReader(information.Value);
                    DocumentHandle handle = MetadataTokens.DocumentHandle(rows.ReadCompressedInteger());
                    documents[MetadataTokens.GetToken(information.Parent)] = reader.GetString(reader.GetDocument(handle).Name);
                }
            }

            foreach (DocumentHandle document in reader.Documents)
            {
                if (EmbeddedText(reader, document) is { } text)
                {
                    texts[reader.GetString(reader.GetDocument(document).Name)] = text;
                }
            }
        }
    }

    /// <summary>Four bytes say how long the text is if it is packed, or nothing if it is not.</summary>
    private static string? EmbeddedText(MetadataReader reader, DocumentHandle document)
    {
        foreach (System.Reflection.Metadata.CustomDebugInformation information in reader.GetCustomDebugInformation(document).Select(reader.GetCustomDebugInformation))
        {
            if (reader.GetGuid(information.Kind) != EmbeddedSource)
            {
                continue;
            }

            byte[] content = reader.GetBlobBytes(information.Value);
            MemoryStream bytes = new(content, sizeof(int), content.Length - sizeof(int));
            using StreamReader text = new(BitConverter.ToInt32(content) == 0 ? bytes : new DeflateStream(bytes, CompressionMode.Decompress));
            return text.ReadToEnd();
        }

        return null;
    }
    [GeneratedRegex(@"^[ \t]*#line[ \t]+(\d+)", RegexOptions.Multiline | RegexOptions.RightToLeft)]
    private static partial Regex LineDirective();
}
