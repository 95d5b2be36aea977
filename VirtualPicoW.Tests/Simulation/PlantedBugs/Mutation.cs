using System;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace VirtualPicoW.Tests;

/// <summary>Changes a compiled method as a slip of the pen would have changed its source.</summary>
internal delegate void Mutation(MethodDefinition method);

/// <summary>The slips that there are.</summary>
internal static class Mutations
{
    /// <summary>A call is forgotten, everywhere in the method.</summary>
    public static Mutation Forget(string callee) => method => ForEachCall(method, callee, call =>
    {
        // Jumps to the call land where its arguments are on the stack: what stands in its place takes them away.
        MethodReference called = (MethodReference)call.Operand;
        ILProcessor code = method.Body.GetILProcessor();
        if (called.ReturnType.MetadataType != MetadataType.Void)
        {
            code.InsertAfter(call, code.Create(called.ReturnType.IsPrimitive ? OpCodes.Ldc_I4_0 : OpCodes.Ldnull));
        }

        int arguments = called.Parameters.Count + (called.HasThis ? 1 : 0);
        for (int count = 1; count < arguments; count++)
        {
            code.InsertAfter(call, code.Create(OpCodes.Pop));
        }

        call.OpCode = arguments > 0 ? OpCodes.Pop : OpCodes.Nop;
        call.Operand = null;
    });

    /// <summary>Another method of the same shape is called.</summary>
    public static Mutation Confuse(string callee, string other) => method => ForEachCall(method, callee, call =>
        call.Operand = method.DeclaringType.Methods.Single(candidate => candidate.Name == other));

    /// <summary>The method does nothing, and says what it says when all is well.</summary>
    public static Mutation DoNothing(bool answer = false) => method =>
    {
        method.Body = new MethodBody(method);
        ILProcessor code = method.Body.GetILProcessor();
        if (method.ReturnType.MetadataType != MetadataType.Void)
        {
            code.Emit(answer ? OpCodes.Ldc_I4_1 : OpCodes.Ldc_I4_0);
        }

        code.Emit(OpCodes.Ret);
    };

    /// <summary>The method does what it does twice.</summary>
    public static Mutation DoTwice => method =>
    {
        MethodDefinition once = new(method.Name + "Once", method.Attributes & ~MethodAttributes.Virtual & ~MethodAttributes.NewSlot, method.ReturnType) { HasThis = method.HasThis };
        foreach (ParameterDefinition parameter in method.Parameters)
        {
            once.Parameters.Add(new ParameterDefinition(parameter.Name, parameter.Attributes, parameter.ParameterType));
        }

        once.Body = method.Body;
        method.DeclaringType.Methods.Add(once);
        method.Body = new MethodBody(method);
        ILProcessor code = method.Body.GetILProcessor();
        for (int time = 0; time < 2; time++)
        {
            for (int argument = 0; argument < method.Parameters.Count + (method.HasThis ? 1 : 0); argument++)
            {
                code.Emit(OpCodes.Ldarg, argument);
            }

            code.Emit(OpCodes.Call, once);
        }

        code.Emit(OpCodes.Ret);
    };

    private static void ForEachCall(MethodDefinition method, string callee, Action<Instruction> action)
    {
        Instruction[] calls = [.. method.Body.Instructions.Where(instruction => instruction.Operand is MethodReference called && called.Name == callee && instruction.OpCode.FlowControl == FlowControl.Call)];
        Assert.True(calls.Length > 0, $"{method.FullName} does not call {callee}: the planted bug has lost its place.");
        Array.ForEach(calls, action);
        method.Body.MaxStackSize += 4;
    }
}
