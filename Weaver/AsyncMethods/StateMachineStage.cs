using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Weaver;

/// <summary>Finds the compiler's async state machines and makes each a class derived from Coroutine.</summary>
internal static class StateMachineStage
{
    private const string Interface = "System.Runtime.CompilerServices.IAsyncStateMachine";

    public static void Apply(ModuleDefinition module, AsyncCoreMembers runtime, List<Refusal> refusals)
    {
        List<StateMachine> woven = [];
        foreach (TypeDefinition type in module.GetTypes().Where(IsStateMachine).ToList())
        {
            StateMachine machine = new(type);
            if (type.HasGenericParameters)
            {
                refusals.Add(Refusal.At(
                    machine.MoveNext,
                    null,
                    "AC0001",
                    $"Async method '{DisplayNames.OfStateMachine(type)}' is generic or stands in a generic type, and nanoFramework 1.x has no generics. Write it for the types that you need, or for object."));
                continue;
            }

            if (!machine.IsCoroutine)
            {
                refusals.Add(Refusal.At(
                    machine.MoveNext,
                    null,
                    "AC0004",
                    $"Async method '{DisplayNames.OfStateMachine(type)}' returns '{DisplayNames.Of(machine.Kickoff.ReturnType)}', which AsyncCore cannot run. Return Coroutine or Coroutine<T>."));
                continue;
            }

            if (!MoveNextRewriter.CanRewrite(machine, refusals))
            {
                continue;
            }

            MethodDefinition? handlesFaultAt = FaultHandling.Find(machine);
            KickoffRewriter.Rewrite(machine, runtime);
            MoveNextRewriter.Rewrite(machine, runtime);
            MoveNextTrimmer.Apply(machine, runtime);
            if (handlesFaultAt != null)
            {
                type.Methods.Add(handlesFaultAt);
            }

            BecomeCoroutine(machine, runtime);
            woven.Add(machine);
        }

        DirectStart.Apply(woven, runtime);
    }

    private static bool IsStateMachine(TypeDefinition type) =>
        type.Name.StartsWith('<') && type.Interfaces.Any(i => i.InterfaceType.FullName == Interface);

    private static void BecomeCoroutine(StateMachine machine, AsyncCoreMembers runtime)
    {
        TypeDefinition type = machine.Type;
        type.BaseType = runtime.Coroutine;
        type.Interfaces.Clear();
        type.Attributes &= ~(TypeAttributes.SequentialLayout | TypeAttributes.ExplicitLayout);
        type.Attributes |= TypeAttributes.BeforeFieldInit;
        type.PackingSize = -1;
        type.ClassSize = -1;
        type.Methods.Remove(type.Methods.Single(method => method.Name.EndsWith("SetStateMachine", StringComparison.Ordinal)));
        foreach (FieldDefinition field in type.Fields.Where(machine.IsBookkeeping).ToList())
        {
            type.Fields.Remove(field);
        }

        MethodDefinition moveNext = machine.MoveNext;
        moveNext.Name = "MoveNext";
        moveNext.Overrides.Clear();
        moveNext.Attributes = MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.HideBySig;
        WriteConstructor(machine, runtime);
        if (!machine.IsOptimised)
        {
            CountStarts(moveNext, runtime);
        }

        if (machine.ResultKind == ResultKind.Int32)
        {
            type.Methods.Add(BoxingTakeResult(machine, runtime));
        }
    }

    /// <summary>The constructor sets the state and no more: the base constructors would do only that, at a call each.</summary>
    private static void WriteConstructor(StateMachine machine, AsyncCoreMembers runtime)
    {
        MethodDefinition constructor = machine.Constructor;
        constructor.Body = new MethodBody(constructor);
        ILProcessor il = constructor.Body.GetILProcessor();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldc_I4_M1);
        il.Emit(OpCodes.Stfld, runtime.State);
        if (!machine.IsOptimised)
        {
            il.Emit(OpCodes.Call, runtime.NoteCall);
        }

        il.Emit(OpCodes.Ret);
    }

    /// <summary>In debug builds, so that the loop can tell of coroutines that nobody awaited.</summary>
    private static void CountStarts(MethodDefinition moveNext, AsyncCoreMembers runtime)
    {
        Instruction first = moveNext.Body.Instructions[0];
        ILProcessor il = moveNext.Body.GetILProcessor();
        il.InsertBefore(first, il.Create(OpCodes.Ldarg_0));
        il.InsertBefore(first, il.Create(OpCodes.Ldfld, runtime.State));
        il.InsertBefore(first, il.Create(OpCodes.Call, runtime.NoteTurn));
    }

    /// <summary>A task keeps its result as an object; this is where an int that travelled without a box gets one.</summary>
    private static MethodDefinition BoxingTakeResult(StateMachine machine, AsyncCoreMembers runtime)
    {
        TypeSystem types = machine.Type.Module.TypeSystem;
        MethodDefinition method = new(
            "TakeResult",
            MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.HideBySig,
            types.Object);
        ILProcessor il = method.Body.GetILProcessor();
        il.Emit(OpCodes.Ldsfld, runtime.Int32Result);
        il.Emit(OpCodes.Box, machine.ResultType!);
        il.Emit(OpCodes.Ret);
        return method;
    }
}
