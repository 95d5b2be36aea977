using System.Reflection.Metadata;

namespace Weaver.Tests.Harness;

/// <summary>What the symbols say of an async method, as a debugger reads it.</summary>
internal sealed class AsyncMethod
{
    private static readonly Guid AsyncMethodStepping = new("54FD2AC5-E925-401A-9C2A-F94F171072F8");
    private static readonly Guid HoistedLocalScopes = new("6DA9A61E-F8C7-4874-BE62-68BC5630DF71");

    private AsyncMethod(string name, string kickoff, SequencePoint[] points)
    {
        Name = name;
        Kickoff = kickoff;
        Points = points;
    }

    /// <summary>That of the type that holds its state.</summary>
    public string Name { get; }

    /// <summary>The method that the user wrote.</summary>
    public string Kickoff { get; }

    /// <summary>False for an iterator.</summary>
    public bool IsAsync { get; private set; }

    /// <summary>The lines that can be stopped at, in the order of the code.</summary>
    public string[] Lines => LinesOf(Points);

    /// <summary>The locals that live across awaits, each with the lines in which it is shown.</summary>
    public string[] Locals { get; private set; } = [];

    /// <summary>The parameters, and <c>this</c>.</summary>
    public string[] Parameters { get; private set; } = [];

    /// <summary>The number of the last local that lives across awaits; they begin with 1.</summary>
    public int LastSlot { get; private set; }

    /// <summary>For how many locals there is a scope.</summary>
    public int ScopeCount { get; private set; }

    private SequencePoint[] Points { get; }

    public static AsyncMethod Read(MetadataReader reader, MetadataReader symbols, MethodDefinitionHandle handle)
    {
        TypeDefinition type = reader.GetTypeDefinition(reader.GetMethodDefinition(handle).GetDeclaringType());
        MethodDebugInformation information = symbols.GetMethodDebugInformation(handle);
        MethodDefinitionHandle kickoff = information.GetStateMachineKickoffMethod();
        AsyncMethod method = new(
            reader.GetString(type.Name),
            kickoff.IsNil ? string.Empty : reader.GetString(reader.GetMethodDefinition(kickoff).Name),
            information.GetSequencePoints().Where(point => !point.IsHidden).ToArray());
        List<(uint Start, uint Length)> scopes = [];
        foreach (CustomDebugInformation custom in symbols.GetCustomDebugInformation(handle).Select(symbols.GetCustomDebugInformation))
        {
            BlobReader blob = symbols.GetBlobReader(custom.Value);
            method.IsAsync |= symbols.GetGuid(custom.Kind) == AsyncMethodStepping;
            while (symbols.GetGuid(custom.Kind) == HoistedLocalScopes && blob.RemainingBytes > 0)
            {
                scopes.Add((blob.ReadUInt32(), blob.ReadUInt32()));
            }
        }

        method.ScopeCount = scopes.Count;
        method.ReadFields(type.GetFields().Select(field => reader.GetString(reader.GetFieldDefinition(field).Name)).ToArray(), scopes);
        return method;
    }

    /// <summary>A field <c>&lt;sum&gt;5__2</c> is the local <c>sum</c>, and its scope the second.</summary>
    private void ReadFields(string[] fields, List<(uint Start, uint Length)> scopes)
    {
        List<string> locals = [];
        foreach (string field in fields)
        {
            int number = field.IndexOf(">5__", StringComparison.Ordinal);
            if (number > 1)
            {
                int slot = int.Parse(field[(number + 4)..]);
                LastSlot = Math.Max(LastSlot, slot);
                (uint start, uint length) = slot <= scopes.Count ? scopes[slot - 1] : default;
                locals.Add(field[1..number] + " " + string.Join(' ', LinesOf(Points.Where(point => point.Offset >= start && point.Offset < start + length))));
            }
        }

        Locals = [.. locals.Order(StringComparer.Ordinal)];
        Parameters = [.. fields.Where(field => !field.StartsWith('<') || field == "<>4__this").Order(StringComparer.Ordinal)];
    }

    private static string[] LinesOf(IEnumerable<SequencePoint> points) => points.Select(point => $"{point.StartLine},{point.StartColumn}-{point.EndLine},{point.EndColumn}").ToArray();
}
