using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace Weaver;

/// <summary>
/// Finds the awaits of an async method that lie in a <c>try</c>. Only there must the method be resumed when what it awaits has failed; the loop asks before.
/// </summary>
/// <remarks>
/// A method without such an await says nothing. Another gets, with a bit for each of the first 31 awaits:
/// <code>
///   public override bool HandlesFaultAt(int state) => ((bits >> state) &amp; 1) != 0;
/// </code>
/// One with more awaits is always resumed. The last bit is never set: it is that of -1, the state of a method that has started the one that failed, and does not wait yet.
/// </remarks>
internal static class FaultHandling
{
    private const int Bits = 31;

    /// <summary>Looks at a method as the compiler made it.</summary>
    /// <returns>The method that tells the loop; null if there is nothing to tell.</returns>
    public static MethodDefinition? Find(StateMachine machine)
    {
        MethodBody body = machine.MoveNext.Body;
        ExceptionHandler outer = body.ExceptionHandlers[^1];
        HashSet<Instruction> guarded = [.. body.ExceptionHandlers.Where(handler => handler != outer).SelectMany(handler => Blocks.Range(handler.TryStart, handler.TryEnd))];
        Dictionary<int, bool> awaits = body.Instructions.Where(IsAwait).ToDictionary(await => StateAt(machine, await), guarded.Contains);
        if (!awaits.ContainsValue(true))
        {
            return null;
        }

        TypeSystem types = machine.Type.Module.TypeSystem;
        MethodDefinition method = new("HandlesFaultAt", MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.HideBySig, types.Boolean);
        method.Parameters.Add(new ParameterDefinition("state", ParameterAttributes.None, types.Int32));
        ILProcessor il = method.Body.GetILProcessor();
        machine.StartsDirectly = awaits.Keys.Max() < Bits;
        if (awaits.Values.All(isGuarded => isGuarded) || !machine.StartsDirectly)
        {
            il.Emit(OpCodes.Ldc_I4, 1);
        }
        else
        {
            il.Emit(OpCodes.Ldc_I4, (int)awaits.Where(await => await.Value).Aggregate(0u, (bits, await) => bits | (1u << await.Key)));
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Shr);
            il.Emit(OpCodes.Ldc_I4, 1);
            il.Emit(OpCodes.And);
        }

        il.Emit(OpCodes.Ret);
        method.Body.OptimizeMacros();
        return method;
    }

    private static bool IsAwait(Instruction instruction) =>
        instruction.Operand is GenericInstanceMethod { Name: "AwaitOnCompleted" or "AwaitUnsafeOnCompleted" };

    /// <summary>Before it hands over the awaiter the method notes where to go on: <c>ldc; (dup; stloc;) stfld state</c>.</summary>
    private static int StateAt(StateMachine machine, Instruction await)
    {
        Instruction store = await;
        while ((store.Operand as FieldReference)?.Resolve() != machine.State)
        {
            store = store.Previous;
        }

        Instruction number = store;
        while (!IsNumber(number))
        {
            number = number.Previous;
        }

        return Number(number);
    }

    private static bool IsNumber(Instruction instruction) => instruction.OpCode.Code is >= Code.Ldc_I4_M1 and <= Code.Ldc_I4;

    private static int Number(Instruction instruction) => instruction.OpCode.Code switch
    {
        Code.Ldc_I4 => (int)instruction.Operand,
        Code.Ldc_I4_S => (sbyte)instruction.Operand,
        Code code => code - Code.Ldc_I4_0,
    };
}
