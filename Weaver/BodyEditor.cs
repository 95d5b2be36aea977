using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace Weaver;

/// <summary>
/// Edits a method body so that branches, exception handlers and symbols stay right: instructions are rewritten in place or dropped,
/// and what pointed to a dropped one points to the next.
/// </summary>
internal sealed class BodyEditor
{
    private readonly MethodBody body;
    private readonly ILProcessor processor;
    private readonly HashSet<Instruction> dropped = [];

    public BodyEditor(MethodDefinition method)
    {
        body = method.Body;
        processor = body.GetILProcessor();
        body.SimplifyMacros();
    }

    public MethodDefinition Method => body.Method;

    public IList<Instruction> Instructions => body.Instructions;

    /// <summary>The instruction before, not counting dropped ones and the compiler's <c>nop</c>.</summary>
    public Instruction Before(Instruction instruction)
    {
        do
        {
            instruction = instruction.Previous;
        }
        while (dropped.Contains(instruction) || instruction.OpCode == OpCodes.Nop);
        return instruction;
    }

    /// <summary>The instruction after, not counting dropped ones and the compiler's <c>nop</c>.</summary>
    public Instruction After(Instruction instruction)
    {
        do
        {
            instruction = instruction.Next;
        }
        while (dropped.Contains(instruction) || instruction.OpCode == OpCodes.Nop);
        return instruction;
    }

    /// <summary>True if a jump leads behind the first instruction, up to and including the last.</summary>
    public bool HasJumpsBetween(Instruction first, Instruction last)
    {
        HashSet<Instruction> between = [];
        for (Instruction instruction = last; instruction != first; instruction = instruction.Previous)
        {
            between.Add(instruction);
        }

        return body.Instructions.Any(jump => jump.Operand switch
        {
            Instruction target => between.Contains(target),
            Instruction[] targets => targets.Any(between.Contains),
            _ => false,
        });
    }

    public void Drop(params Instruction[] instructions)
    {
        foreach (Instruction instruction in instructions)
        {
            instruction.OpCode = OpCodes.Nop;
            instruction.Operand = null;
            dropped.Add(instruction);
        }
    }

    public bool IsDropped(Instruction instruction) => dropped.Contains(instruction);

    public static void Replace(Instruction instruction, OpCode code, object? operand = null)
    {
        instruction.OpCode = code;
        instruction.Operand = operand;
    }

    public Instruction InsertAfter(Instruction instruction, OpCode code, object? operand = null)
    {
        Instruction inserted = processor.Create(OpCodes.Nop);
        Replace(inserted, code, operand);
        processor.InsertAfter(instruction, inserted);
        return inserted;
    }

    public Instruction InsertBefore(Instruction instruction, OpCode code, object? operand = null)
    {
        Instruction inserted = processor.Create(OpCodes.Nop);
        Replace(inserted, code, operand);
        processor.InsertBefore(instruction, inserted);
        return inserted;
    }

    public void InsertFirst(OpCode code, object operand)
    {
        Instruction inserted = processor.Create(OpCodes.Nop);
        Replace(inserted, code, operand);
        processor.InsertBefore(body.Instructions[0], inserted);
    }

    /// <summary>Inserts instructions at the start of a handler, where the exception lies on the stack.</summary>
    public void InsertAtHandler(ExceptionHandler handler, OpCode first, OpCode second, object operand)
    {
        Instruction old = handler.HandlerStart;
        Instruction start = processor.Create(first);
        processor.InsertBefore(old, start);
        InsertAfter(start, second, operand);
        foreach (ExceptionHandler other in body.ExceptionHandlers)
        {
            other.TryEnd = other.TryEnd == old ? start : other.TryEnd;
            other.HandlerStart = other.HandlerStart == old ? start : other.HandlerStart;
            other.HandlerEnd = other.HandlerEnd == old ? start : other.HandlerEnd;
        }
    }

    /// <summary>Takes the dropped instructions out and chooses short forms again.</summary>
    public void Finish()
    {
        Dictionary<Instruction, Instruction> successors = [];
        foreach (Instruction instruction in dropped)
        {
            Instruction next = instruction;
            while (dropped.Contains(next))
            {
                next = next.Next ?? throw new InvalidOperationException("A method cannot end with a dropped instruction.");
            }

            successors.Add(instruction, next);
        }

        Retarget(successors);
        MoveSymbols(successors);
        foreach (Instruction instruction in dropped)
        {
            processor.Remove(instruction);
        }

        body.OptimizeMacros();
    }

    private void Retarget(Dictionary<Instruction, Instruction> successors)
    {
        Instruction? Moved(Instruction? target) => target != null && successors.TryGetValue(target, out Instruction? next) ? next : target;
        foreach (Instruction instruction in body.Instructions)
        {
            if (instruction.Operand is Instruction target)
            {
                instruction.Operand = Moved(target);
            }
            else if (instruction.Operand is Instruction[] targets)
            {
                instruction.Operand = targets.Select(t => Moved(t)!).ToArray();
            }
        }

        foreach (ExceptionHandler handler in body.ExceptionHandlers)
        {
            handler.TryStart = Moved(handler.TryStart);
            handler.TryEnd = Moved(handler.TryEnd);
            handler.FilterStart = Moved(handler.FilterStart);
            handler.HandlerStart = Moved(handler.HandlerStart);
            handler.HandlerEnd = Moved(handler.HandlerEnd);
        }
    }

    private void MoveSymbols(Dictionary<Instruction, Instruction> successors)
    {
        MethodDebugInformation symbols = body.Method.DebugInformation;
        Dictionary<int, Instruction> byOffset = body.Instructions
            .Where(instruction => instruction.Offset != 0 || instruction == body.Instructions[0])
            .GroupBy(instruction => instruction.Offset)
            .ToDictionary(group => group.Key, group => group.Last());
        HashSet<int> taken = symbols.SequencePoints.Select(point => point.Offset).ToHashSet();
        for (int i = 0; i < symbols.SequencePoints.Count; i++)
        {
            SequencePoint point = symbols.SequencePoints[i];
            if (byOffset.TryGetValue(point.Offset, out Instruction? at) && successors.TryGetValue(at, out Instruction? next)
                && !taken.Contains(next.Offset))
            {
                taken.Add(next.Offset);
                symbols.SequencePoints[i] = new SequencePoint(next, point.Document)
                {
                    StartLine = point.StartLine,
                    StartColumn = point.StartColumn,
                    EndLine = point.EndLine,
                    EndColumn = point.EndColumn,
                };
            }
        }

        foreach (AsyncMethodBodyDebugInformation info in symbols.CustomDebugInformations.OfType<AsyncMethodBodyDebugInformation>())
        {
            MoveAll(info.Yields, successors, byOffset);
            MoveAll(info.Resumes, successors, byOffset);
        }
    }

    private static void MoveAll(
        IList<InstructionOffset> offsets, Dictionary<Instruction, Instruction> successors, Dictionary<int, Instruction> byOffset)
    {
        for (int i = 0; i < offsets.Count; i++)
        {
            if (byOffset.TryGetValue(offsets[i].Offset, out Instruction? at))
            {
                offsets[i] = new InstructionOffset(successors.GetValueOrDefault(at, at));
            }
        }
    }
}
