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

    /// <summary>The handlers that stand within a handler.</summary>
    public static IEnumerable<ExceptionHandler> Within(MethodBody body, ExceptionHandler handler)
    {
        HashSet<Instruction> block = [.. OfHandler(handler)];
        return body.ExceptionHandlers.Where(other => other != handler && block.Contains(other.HandlerStart));
    }

    /// <summary>What of one kind stands in this handler, and not in one within it.</summary>
    public static Instruction[] OwnOf(MethodBody body, ExceptionHandler handler, OpCode code)
    {
        HashSet<Instruction> inner = [.. Within(body, handler).SelectMany(OfHandler)];
        return OfHandler(handler).Where(instruction => instruction.OpCode == code && !inner.Contains(instruction)).ToArray();
    }

    /// <summary>True if an exception may be caught while a handler runs: in a block that begins there, or in what is called.</summary>
    /// <param name="isHarmless">Says which calls catch nothing.</param>
    public static bool MayCatch(MethodBody body, ExceptionHandler handler, Predicate<Instruction> isHarmless) =>
        OfHandler(handler).Any(instruction =>
            (instruction.OpCode.FlowControl == FlowControl.Call && !isHarmless(instruction))
            || body.ExceptionHandlers.Any(inner => inner.TryStart == instruction));

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
