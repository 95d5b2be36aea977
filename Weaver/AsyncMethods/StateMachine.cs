using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Weaver;

/// <summary>What the compiler made of one async method: the type that holds its state, and the method that starts it.</summary>
internal sealed class StateMachine
{
    private MethodDefinition? constructor;

    public StateMachine(TypeDefinition type)
    {
        Type = type;
        IsOptimised = type.IsValueType;
        MoveNext = type.Methods.Single(method => method.Name.EndsWith("MoveNext", StringComparison.Ordinal));
        Builder = type.Fields.Single(field => field.Name == "<>t__builder");
        State = type.Fields.Single(field => field.Name == "<>1__state");
        Kickoff = type.DeclaringType.Methods.Single(method => method.HasBody && method.Body.Variables.Any(v => v.VariableType.Resolve() == type));
        ResultType = (Builder.FieldType as GenericInstanceType)?.GenericArguments[0];
        ResultKind = ResultType == null ? ResultKind.None : ResultKinds.Of(ResultType);
    }

    public TypeDefinition Type { get; }

    /// <summary>The compiler makes a struct in optimised builds, and a class in others.</summary>
    public bool IsOptimised { get; }

    /// <summary>The method's code, cut at its awaits.</summary>
    public MethodDefinition MoveNext { get; }

    /// <summary>The method as the user calls it.</summary>
    public MethodDefinition Kickoff { get; }

    public FieldDefinition Builder { get; }

    public FieldDefinition State { get; }

    public TypeReference? ResultType { get; }

    public ResultKind ResultKind { get; }

    /// <summary>False if it must be resumed whatever fails, so that nobody else may be the running one meanwhile.</summary>
    public bool StartsDirectly { get; set; } = true;

    /// <summary>A struct, in optimised code, has none until now.</summary>
    public MethodDefinition Constructor => constructor ??= FindOrMakeConstructor();

    /// <summary>True if AsyncCore's builder makes it: the method returns a Coroutine.</summary>
    public bool IsCoroutine =>
        Builder.FieldType.GetElementType().FullName is "AsyncCore.CompilerServices.CoroutineMethodBuilder" or "AsyncCore.CompilerServices.CoroutineMethodBuilder`1";

    /// <summary>True for an async method's code, before and after weaving.</summary>
    public static bool IsMoveNext(MethodDefinition method) =>
        method.Name == "MoveNext" && method.DeclaringType.Name.StartsWith('<');

    public static bool IsAwaiter(FieldReference field) => field.Name.StartsWith("<>u__", StringComparison.Ordinal);

    /// <summary>Fields whose work is done by the base class and the loop.</summary>
    public bool IsBookkeeping(FieldDefinition field) => field == Builder || field == State || IsAwaiter(field);

    public bool Owns(Instruction instruction, out FieldDefinition field)
    {
        field = ((instruction.Operand as FieldReference)?.Resolve())!;
        return field != null && field.DeclaringType == Type;
    }

    /// <summary>Lets any method of the assembly call its code, which .NET is to keep as a frame of its own, so that it shows in stack traces.</summary>
    public void BecomeVisible()
    {
        InlineStage.Widen(Type);
        MoveNext.ImplAttributes |= MethodImplAttributes.NoInlining;
    }

    private MethodDefinition FindOrMakeConstructor()
    {
        MethodDefinition? found = Type.Methods.SingleOrDefault(method => method.IsConstructor && !method.IsStatic);
        if (found == null)
        {
            found = new MethodDefinition(
                ".ctor",
                MethodAttributes.Public | MethodAttributes.HideBySig | MethodAttributes.SpecialName | MethodAttributes.RTSpecialName,
                Type.Module.TypeSystem.Void);
            Type.Methods.Add(found);
        }

        return found;
    }
}
