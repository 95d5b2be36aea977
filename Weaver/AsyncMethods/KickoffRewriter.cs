using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Weaver;

/// <summary>
/// Rewrites the method that the user calls: it made a state machine, a builder for it, and started both; now it makes the coroutine, fills in the
/// parameters, and returns it.
/// </summary>
internal static class KickoffRewriter
{
    public static void Rewrite(StateMachine machine, AsyncCoreMembers runtime)
    {
        MethodDefinition kickoff = machine.Kickoff;
        BodyEditor editor = new(kickoff);
        bool wasStruct = machine.Type.IsValueType;
        foreach (Instruction instruction in editor.Instructions.ToList())
        {
            if (IsMachineAddress(machine, instruction))
            {
                BodyEditor.Replace(instruction, OpCodes.Ldloc, instruction.Operand);
            }
            else if (machine.Owns(instruction, out FieldDefinition field) && instruction.OpCode == OpCodes.Stfld && machine.IsBookkeeping(field))
            {
                // ldloc machine; call Create or ldc -1; stfld
                DropWithOperands(editor, instruction, 2);
            }
            else if (instruction.Operand is MethodReference method && IsOfBuilder(machine, method))
            {
                RewriteBuilderCall(editor, instruction, method);
            }
        }

        VariableDefinition local = kickoff.Body.Variables.Single(v => v.VariableType.Resolve() == machine.Type);
        if (wasStruct && !TryKeepOnStack(machine, editor, local))
        {
            editor.InsertFirst(OpCodes.Stloc, local);
            editor.InsertFirst(OpCodes.Newobj, machine.Constructor);
        }

        editor.Finish();
    }

    /// <summary>The usual kickoff only fills in parameters: <c>newobj; (dup; ldarg; stfld) ret</c> does that without the local.</summary>
    private static bool TryKeepOnStack(StateMachine machine, BodyEditor editor, VariableDefinition local)
    {
        Instruction[] rest = editor.Instructions.Where(i => i.OpCode != OpCodes.Nop).ToArray();
        int count = rest.Length - 2;
        if (count < 0 || count % 3 != 0 || !IsLoad(rest[count]) || rest[count + 1].OpCode != OpCodes.Ret)
        {
            return false;
        }

        for (int i = 0; i < count; i += 3)
        {
            if (!IsLoad(rest[i]) || rest[i + 1].OpCode != OpCodes.Ldarg || rest[i + 2].OpCode != OpCodes.Stfld)
            {
                return false;
            }
        }

        for (int i = 0; i < count; i += 3)
        {
            BodyEditor.Replace(rest[i], OpCodes.Dup);
        }

        machine.Kickoff.Body.Variables.Remove(local);
        editor.Drop(rest[count]);
        editor.InsertFirst(OpCodes.Newobj, machine.Constructor);
        return true;

        bool IsLoad(Instruction instruction) => instruction.OpCode == OpCodes.Ldloc && instruction.Operand == local;
    }

    private static void RewriteBuilderCall(BodyEditor editor, Instruction instruction, MethodReference method)
    {
        if (method.Name == "Start")
        {
            // ldloc machine; ldflda builder; ldloc machine; call Start
            DropWithOperands(editor, instruction, 3);
        }
        else if (method.Name == "get_Task")
        {
            // ldloc machine; ldflda builder; call get_Task
            DropWithOperands(editor, instruction, 1);
        }
    }

    private static bool IsMachineAddress(StateMachine machine, Instruction instruction) =>
        instruction.OpCode == OpCodes.Ldloca && ((VariableDefinition)instruction.Operand).VariableType.Resolve() == machine.Type;

    private static bool IsOfBuilder(StateMachine machine, MethodReference method) =>
        method.DeclaringType.GetElementType().FullName == machine.Builder.FieldType.GetElementType().FullName;

    private static void DropWithOperands(BodyEditor editor, Instruction instruction, int operands)
    {
        for (int i = 0; i < operands; i++)
        {
            editor.Drop(editor.Before(instruction));
        }

        editor.Drop(instruction);
    }
}
