using Mono.Cecil.Cil;

namespace Weaver;

/// <summary>Where the protected blocks and handlers of a method begin and end, and what lies in them.</summary>
internal static class Blocks
{
    /// <summary>The instructions from one up to another, or to the method's end.</summary>
    public static IEnumerable<Instruction> Range(Instruction start, Instruction? end)
    {
        for (Instruction? instruction = start; instruction != end; instruction = instruction!.Next)
        {
            yield return instruction!;
        }
    }

    /// <summary>What stands in a handler.</summary>
    public static IEnumerable<Instruction> OfHandler(ExceptionHandler handler) => Range(handler.HandlerStart, handler.HandlerEnd);

    /// <summary>Each <c>throw;</c> that stands in this handler, and not in one within it.</summary>
    public static Instruction[] OwnRethrows(MethodBody body, ExceptionHandler handler)
    {
        HashSet<Instruction> own = [.. OfHandler(handler)];
        foreach (ExceptionHandler inner in body.ExceptionHandlers.Where(other => other != handler && own.Contains(other.HandlerStart)))
        {
            own.ExceptWith(OfHandler(inner));
        }

        return own.Where(instruction => instruction.OpCode == OpCodes.Rethrow).ToArray();
    }

    /// <summary>True if there is a block around one instruction that is not around the other, not counting one block.</summary>
    public static bool MustLeave(MethodBody body, ExceptionHandler? ignored, Instruction from, Instruction to) =>
        body.ExceptionHandlers.Where(other => other != ignored).Any(other =>
            IsLeft([.. Range(other.TryStart, other.TryEnd)], from, to) || IsLeft([.. OfHandler(other)], from, to));

    /// <summary>Blocks and handlers that ended before one instruction end before another.</summary>
    public static void MoveEnds(MethodBody body, Instruction from, Instruction to)
    {
        foreach (ExceptionHandler handler in body.ExceptionHandlers)
        {
            handler.TryEnd = handler.TryEnd == from ? to : handler.TryEnd;
            handler.HandlerEnd = handler.HandlerEnd == from ? to : handler.HandlerEnd;
        }
    }

    private static bool IsLeft(HashSet<Instruction> block, Instruction from, Instruction to) => block.Contains(from) && !block.Contains(to);
}
