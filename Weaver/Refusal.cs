using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Weaver;

/// <summary>Something that keeps an assembly from being woven, mostly something in the user's code that cannot run on nanoFramework: where it stands, and what to do about it.</summary>
/// <param name="Code">The error's number, <c>AC0001</c> and so on.</param>
/// <param name="Message">A sentence in the user's words.</param>
/// <param name="File">The source file, or null if the compiler left no trace of it.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
public sealed record Refusal(string Code, string Message, string? File, int Line, int Column)
{
    /// <summary>The error as MSBuild, editors and build logs understand it.</summary>
    /// <returns>One line.</returns>
    public override string ToString() =>
        File == null ? $"Weaver : error {Code}: {Message}" : $"{File}({Line},{Column}): error {Code}: {Message}";

    /// <summary>A refusal that is not about a place in the source.</summary>
    internal static Refusal Of(string code, string message) => new(code, message, null, 0, 0);

    internal static Refusal At(MethodDefinition? method, Instruction? instruction, string code, string message)
    {
        SequencePoint? point = method == null ? null : SourceOf(method, instruction);
        return new Refusal(code, message, point?.Document.Url, point?.StartLine ?? 0, point?.StartColumn ?? 0);
    }

    internal static Refusal At(TypeDefinition type, string code, string message)
    {
        MethodDefinition? method = type.Methods.FirstOrDefault(m => m.DebugInformation.HasSequencePoints);
        return At(method, null, code, message);
    }

    private static SequencePoint? SourceOf(MethodDefinition method, Instruction? instruction)
    {
        IEnumerable<SequencePoint> visible = method.DebugInformation.SequencePoints.Where(point => !point.IsHidden);
        return (instruction == null ? null : visible.LastOrDefault(point => point.Offset <= instruction.Offset))
            ?? visible.FirstOrDefault()
            ?? (CodeOf(method) is { } code ? SourceOf(code, null) : null);
    }

    /// <summary>An async method's lines belong to its state machine.</summary>
    private static MethodDefinition? CodeOf(MethodDefinition method) => method.DeclaringType.NestedTypes
        .SelectMany(type => type.Methods)
        .FirstOrDefault(code => code.DebugInformation.StateMachineKickOffMethod == method);
}
