using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Weaver;

/// <summary>
/// Puts the body of each method that is marked as <c>Inlined</c> in place of its calls, in optimised builds: what the loop does at each turn is written as methods, and costs no calls.
/// </summary>
/// <remarks>
/// An argument that is a mere load takes the place of its parameter; others are kept in locals. A marked method may have branches, and call marked methods, but no handlers, and it does not assign to its parameters.
/// </remarks>
internal sealed class MarkedInlineStage
{
    private const string Mark = "AsyncCore.CompilerServices.InlinedAttribute";

    private readonly HashSet<MethodDefinition> marked;
    private readonly HashSet<MethodDefinition> finished = [];

    private MarkedInlineStage(IEnumerable<MethodDefinition> marked) => this.marked = [.. marked];

    /// <summary>Takes the marks out, and in an optimised build puts the bodies of the marked methods in.</summary>
    public static void Apply(ModuleDefinition module, bool isOptimised)
    {
        MarkedInlineStage stage = new(MethodsWithBody.Of(module).Where(TakeMark));
        if (module.GetType(Mark) is { } mark)
        {
            module.Types.Remove(mark);
        }

        foreach (MethodDefinition method in isOptimised ? MethodsWithBody.Of(module) : [])
        {
            stage.InlineInto(method);
        }
    }

    private static bool TakeMark(MethodDefinition method)
    {
        CustomAttribute? attribute = method.CustomAttributes.FirstOrDefault(attribute => attribute.AttributeType.FullName == Mark);
        return attribute != null && method.CustomAttributes.Remove(attribute);
    }

    private void InlineInto(MethodDefinition method)
    {
        if (!finished.Add(method) || !method.Body.Instructions.Any(IsMarkedCall))
        {
            return;
        }

        BodyEditor editor = new(method);
        Dictionary<object, VariableDefinition> locals = [];
        foreach (Instruction call in editor.Instructions.Where(IsMarkedCall).ToList())
        {
            MethodDefinition callee = (MethodDefinition)call.Operand;
            if (callee != method)
            {
                InlineInto(callee);
                Expand(editor, locals, call, callee);
            }
        }

        editor.Finish();
    }

    private bool IsMarkedCall(Instruction instruction) => instruction.OpCode.Code is Code.Call or Code.Callvirt && instruction.Operand is MethodDefinition method && marked.Contains(method);

    /// <param name="editor">Edits the caller.</param>
    /// <param name="locals">The caller's locals that stand for a local or a parameter. All calls of the same method share them: making a local costs the interpreter as much as three opcodes.</param>
    /// <param name="call">The call.</param>
    /// <param name="callee">The marked method.</param>
    private static void Expand(BodyEditor editor, Dictionary<object, VariableDefinition> locals, Instruction call, MethodDefinition callee)
    {
        // Only for its long forms.
        BodyEditor original = new(callee);
        Dictionary<ParameterDefinition, (OpCode Code, object? Operand)> arguments = TakeArguments(editor, locals, call, callee, out List<VariableDefinition> kept);
        Instruction end = call.Next;
        Instruction[] body = [.. original.Instructions];
        InlineStage.Widen(body, editor.Method);

        // The call's own instruction is what jumps to it lead to.
        Instruction last = call;
        bool isFirst = true;
        Instruction Put(OpCode code, object? operand)
        {
            if (isFirst)
            {
                isFirst = false;
                BodyEditor.Replace(call, code, operand);
            }
            else
            {
                last = editor.InsertAfter(last, code, operand);
            }

            return last;
        }

        foreach (VariableDefinition local in Enumerable.Reverse(kept))
        {
            Put(OpCodes.Stloc, local);
        }

        Dictionary<Instruction, Instruction> copies = [];
        foreach (Instruction instruction in body)
        {
            if (instruction.OpCode == OpCodes.Ret)
            {
                if (instruction != body[^1])
                {
                    copies[instruction] = Put(OpCodes.Br, end);
                }
                else
                {
                    copies[instruction] = end;
                }

                continue;
            }

            copies[instruction] = instruction.Operand switch
            {
                ParameterDefinition parameter => Put(arguments[parameter].Code, arguments[parameter].Operand),
                VariableDefinition local => Put(instruction.OpCode, LocalFor(editor, locals, local, local.VariableType)),
                _ => Put(instruction.OpCode, instruction.Operand),
            };
        }

        foreach (Instruction copy in copies.Values.Where(copy => copy != end))
        {
            copy.Operand = copy.Operand is Instruction target && copies.TryGetValue(target, out Instruction? moved) ? moved : copy.Operand;
        }

        if (isFirst)
        {
            editor.Drop(call);
        }

        original.Finish();
    }

    /// <summary>Finds what stands for each parameter: the load that is the argument, which is taken away, or a local of the caller's.</summary>
    /// <param name="kept">The locals that the first arguments, which lie on the stack, are to be put into.</param>
    private static Dictionary<ParameterDefinition, (OpCode Code, object? Operand)> TakeArguments(
        BodyEditor editor, Dictionary<object, VariableDefinition> locals, Instruction call, MethodDefinition callee, out List<VariableDefinition> kept)
    {
        List<ParameterDefinition> parameters = [.. callee.Parameters];
        if (callee.HasThis)
        {
            parameters.Insert(0, callee.Body.ThisParameter);
        }

        Dictionary<ParameterDefinition, (OpCode Code, object? Operand)> arguments = [];
        Instruction before = call;
        int left = parameters.Count;
        for (; left > 0; left--)
        {
            Instruction load = editor.Before(before);
            if (load.OpCode.Code is not (Code.Ldarg or Code.Ldloc or Code.Ldc_I4 or Code.Ldnull) || editor.HasJumpsBetween(load, call))
            {
                break;
            }

            arguments[parameters[left - 1]] = (load.OpCode, load.Operand);
            before = load;
            editor.Drop(load);
        }

        kept = [];
        foreach (ParameterDefinition parameter in parameters.Take(left))
        {
            VariableDefinition local = LocalFor(editor, locals, parameter, parameter.ParameterType);
            kept.Add(local);
            arguments[parameter] = (OpCodes.Ldloc, local);
        }

        return arguments;
    }

    private static VariableDefinition LocalFor(BodyEditor editor, Dictionary<object, VariableDefinition> locals, object origin, TypeReference type)
    {
        if (!locals.TryGetValue(origin, out VariableDefinition? local))
        {
            local = new VariableDefinition(type);
            editor.Method.Body.Variables.Add(local);
            editor.Method.Body.InitLocals = true;
            locals.Add(origin, local);
        }

        return local;
    }
}
