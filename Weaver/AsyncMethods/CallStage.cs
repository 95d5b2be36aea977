using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Weaver;

/// <summary>
/// Rewrites what is called on compile-time types, anywhere: <c>task.Result</c> of a <c>Task&lt;int&gt;</c> becomes that of <c>Task</c>,
/// taken out of its box; <c>WaitFor&lt;int&gt;</c> becomes <c>WaitFor</c>.
/// </summary>
internal static class CallStage
{
    public static void Apply(ModuleDefinition module, AsyncCoreMembers runtime, List<Refusal> refusals)
    {
        foreach (MethodDefinition method in MethodsWithBody.Of(module))
        {
            if (AsyncCoreMembers.IsCompileTimeOnly(method) || AsyncCoreMembers.IsCompileTimeOnly(method.DeclaringType))
            {
                continue;
            }

            if (!StateMachine.IsMoveNext(method))
            {
                refusals.AddRange(method.Body.Instructions.Where(EndsAnAwait).Select(call => CannotWait(method, call)));
            }

            if (refusals.Count == 0 && method.Body.Instructions.Any(NeedsRewriting))
            {
                Rewrite(method, runtime, refusals);
            }
        }
    }

    /// <summary>Puts the result of a coroutine that has ended on the stack.</summary>
    public static void TakeCoroutineResult(AsyncCoreMembers runtime, BodyEditor editor, Instruction instruction, TypeReference type)
    {
        switch (ResultKinds.Of(type))
        {
            case ResultKind.Int32:
                BodyEditor.Replace(instruction, OpCodes.Call, runtime.TakeInt32);
                break;
            case ResultKind.Boxed:
                BodyEditor.Replace(instruction, OpCodes.Call, runtime.TakeResult);
                editor.InsertAfter(instruction, OpCodes.Unbox_Any, type);
                break;
            default:
                BodyEditor.Replace(instruction, OpCodes.Call, runtime.TakeResult);
                break;
        }
    }

    /// <summary>True for a call of <c>GetResult</c>, the last of the calls that an await consists of.</summary>
    public static bool EndsAnAwait(Instruction instruction) =>
        instruction.Operand is MethodReference { Name: "GetResult", HasParameters: false, HasThis: true } method
        && AsyncCoreMembers.IsAwaitable(method.DeclaringType);

    /// <summary>The refusal of <c>GetResult</c> called by hand, which in .NET blocks the thread.</summary>
    public static Refusal CannotWait(MethodDefinition method, Instruction instruction) => Refusal.At(
        method,
        instruction,
        "AC0003",
        "'GetResult' is for the compiler only, and does not wait. Await the coroutine; outside of async methods, Asyncio.Run runs one to its end.");

    private static bool NeedsRewriting(Instruction instruction) =>
        instruction.Operand is MethodReference method && (IsOfErasedType(method) || IsErasedMethod(method));

    private static bool IsOfErasedType(MethodReference method) =>
        method.DeclaringType is GenericInstanceType type && type.ElementType.Resolve() is { } definition && AsyncCoreMembers.IsCompileTimeOnly(definition);

    private static bool IsErasedMethod(MethodReference method) =>
        method is GenericInstanceMethod && method.Resolve() is { } definition && AsyncCoreMembers.IsCompileTimeOnly(definition);

    private static void Rewrite(MethodDefinition method, AsyncCoreMembers runtime, List<Refusal> refusals)
    {
        BodyEditor editor = new(method);
        foreach (Instruction instruction in editor.Instructions.Where(NeedsRewriting).ToList())
        {
            MethodReference called = (MethodReference)instruction.Operand;
            bool isMethod = called is GenericInstanceMethod;
            TypeReference argument = isMethod
                ? ((GenericInstanceMethod)called).GenericArguments[0]
                : ((GenericInstanceType)called.DeclaringType).GenericArguments[0];
            MethodReference? plain = isMethod ? PlainMethod(called, runtime) : MethodOfBase(called);
            bool wantsResult = called.GetElementMethod().ReturnType is GenericParameter;
            if (wantsResult && instruction.OpCode.Code is Code.Ldftn or Code.Ldvirtftn)
            {
                refusals.Add(Refusal.At(
                    method,
                    instruction,
                    "AC0003",
                    $"'{called.Name}<{DisplayNames.Of(argument)}>' cannot be made a delegate. Make the delegate of a lambda that calls it."));
                continue;
            }

            if (plain == null)
            {
                refusals.Add(Refusal.At(method, instruction, "AC0003", $"'{called.Name}' is for the compiler only; it cannot be called here."));
                continue;
            }

            instruction.Operand = runtime.Import(plain);
            if (wantsResult)
            {
                TakeOutOfBox(runtime, editor, instruction, argument);
            }
        }

        editor.Finish();
    }

    private static void TakeOutOfBox(AsyncCoreMembers runtime, BodyEditor editor, Instruction instruction, TypeReference type)
    {
        switch (ResultKinds.Of(type))
        {
            case var _ when editor.After(instruction).OpCode == OpCodes.Pop:
                // Nobody wants it.
                break;
            case ResultKind.Int32:
                editor.InsertAfter(instruction, OpCodes.Call, runtime.ToInt32);
                break;
            case ResultKind.Boxed:
                editor.InsertAfter(instruction, OpCodes.Unbox_Any, type);
                break;
        }
    }

    /// <summary>The method of the same name and number of parameters without type parameters.</summary>
    private static MethodDefinition? PlainMethod(MethodReference called, AsyncCoreMembers runtime)
    {
        MethodDefinition generic = called.Resolve();
        return generic.DeclaringType.Methods.FirstOrDefault(candidate =>
            candidate.Name == generic.Name && !candidate.HasGenericParameters && candidate.Parameters.Count == generic.Parameters.Count
            && candidate.Parameters.Zip(generic.Parameters).All(pair => Accepts(pair.First.ParameterType, runtime.Erase(pair.Second.ParameterType))));
    }

    private static MethodDefinition? MethodOfBase(MethodReference called)
    {
        for (TypeDefinition? type = called.DeclaringType.Resolve().BaseType.Resolve(); type != null; type = type.BaseType?.Resolve())
        {
            MethodDefinition? found = type.Methods.FirstOrDefault(m => m.Name == called.Name && m.Parameters.Count == called.Parameters.Count);
            if (found != null)
            {
                return found;
            }
        }

        return null;
    }

    private static bool Accepts(TypeReference parameter, TypeReference argument)
    {
        for (TypeReference? type = argument; type != null; type = type is ArrayType ? null : type.Resolve()?.BaseType)
        {
            if (type.FullName == parameter.FullName)
            {
                return true;
            }
        }

        return false;
    }
}
