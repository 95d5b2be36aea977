using Mono.Cecil;

namespace Weaver;

/// <summary>The members of AsyncCore that woven code refers to, imported into the assembly at hand.</summary>
internal sealed class AsyncCoreMembers
{
    /// <summary>The state of a coroutine that has ended well.</summary>
    public const int Finished = -2;

    private const string AssemblyName = "AsyncCore";
    private const string TimeoutScope = "AsyncCore.TimeoutScope";
    private const string Marker = "AsyncCore.CompilerServices.CompileTimeOnlyAttribute";

    private readonly ModuleDefinition module;

    private AsyncCoreMembers(ModuleDefinition module, AssemblyDefinition asyncCore)
    {
        this.module = module;
        TypeDefinition awaitable = asyncCore.MainModule.GetType("AsyncCore.Awaitable");
        TypeDefinition coroutine = asyncCore.MainModule.GetType("AsyncCore.Coroutine");
        TypeDefinition task = asyncCore.MainModule.GetType("AsyncCore.Task");
        TypeDefinition trampoline = asyncCore.MainModule.GetType("AsyncCore.CompilerServices.Trampoline");
        Coroutine = module.ImportReference(coroutine);
        Awaitable = module.ImportReference(awaitable);
        State = Field(awaitable, "State");
        Caller = Field(coroutine, "Caller");
        Running = Field(trampoline, "Running");
        NoTime = Field(trampoline, "NoTime");
        Innermost = Field(task, "Innermost");
        WaitingOn = Field(task, "WaitingOn");
        Result = Field(trampoline, "Result");
        Int32Result = Field(trampoline, "Int32Result");
        Fault = Field(trampoline, "Fault");
        Throw = Method(trampoline, "Throw");
        TakeResult = Method(trampoline, "TakeResult");
        TakeInt32 = Method(trampoline, "TakeInt32");
        ToInt32 = Method(trampoline, "ToInt32");
        NoteCall = Method(trampoline, "NoteCall");
        NoteTurn = Method(trampoline, "NoteTurn");
        LeaveScope = module.ImportReference(
            asyncCore.MainModule.GetType(TimeoutScope).Methods.Single(method => method is { Name: "Leave", IsPublic: true }));
    }

    public TypeReference Coroutine { get; }

    public TypeReference Awaitable { get; }

    public FieldReference State { get; }

    public FieldReference Caller { get; }

    public FieldReference Running { get; }

    public FieldReference NoTime { get; }

    public FieldReference Innermost { get; }

    public FieldReference WaitingOn { get; }

    public FieldReference Result { get; }

    public FieldReference Int32Result { get; }

    public FieldReference Fault { get; }

    public MethodReference Throw { get; }

    public MethodReference TakeResult { get; }

    public MethodReference TakeInt32 { get; }

    public MethodReference ToInt32 { get; }

    public MethodReference NoteCall { get; }

    public MethodReference NoteTurn { get; }

    public MethodReference LeaveScope { get; }

    /// <summary>Null if the assembly does not use AsyncCore: then there is nothing to weave.</summary>
    public static AsyncCoreMembers? Find(ModuleDefinition module)
    {
        AssemblyNameReference? reference = module.AssemblyReferences.FirstOrDefault(name => name.Name == AssemblyName);
        AssemblyDefinition? asyncCore = module.Assembly.Name.Name == AssemblyName
            ? module.Assembly
            : reference == null ? null : module.AssemblyResolver.Resolve(reference);
        return asyncCore == null ? null
            : asyncCore.MainModule.GetType(Marker) != null ? new AsyncCoreMembers(module, asyncCore)
            : throw new FileFaultException(
                FileFaultException.Unreadable, $"The reference {AssemblyName} is not the library that this weaver belongs to: refer to the one that the weaver came with.");
    }

    public static bool IsCompileTimeOnly(ICustomAttributeProvider member) =>
        member.HasCustomAttributes && member.CustomAttributes.Any(attribute => attribute.AttributeType.FullName == Marker);

    public static bool IsTimeoutScope(TypeReference type) => type.FullName == TimeoutScope;

    public static bool IsAwaitable(TypeReference type)
    {
        for (TypeDefinition? definition = type.Resolve(); definition != null; definition = definition.BaseType?.Resolve())
        {
            if (definition.FullName == "AsyncCore.Awaitable")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True if awaiting it always suspends: a coroutine has not begun, a sleep lets the others run.</summary>
    public static bool AlwaysSuspends(TypeReference type) => IsCoroutine(type) || type.FullName == "AsyncCore.SleepOperation";

    /// <summary>
    /// True if the awaiter's own object is needed to end the await; else how it ended stands in the trampoline. What is known only as an
    /// Awaitable may be a task or a lock, which must be asked.
    /// </summary>
    public static bool KeepsResult(TypeReference type)
    {
        bool isSealed = type.Resolve() is { IsSealed: true };
        for (TypeDefinition? definition = type.Resolve(); definition != null; definition = definition.BaseType?.Resolve())
        {
            if (IsCoroutine(definition))
            {
                return false;
            }

            if (definition.FullName == "AsyncCore.Awaitable")
            {
                return !isSealed;
            }

            if (definition.Methods.Any(method => method is { Name: "GetResult", HasParameters: false }))
            {
                return true;
            }
        }

        return true;
    }

    public static bool IsCoroutine(TypeReference type) =>
        type.GetElementType().FullName is "AsyncCore.Coroutine" or "AsyncCore.Coroutine`1";

    /// <summary>What is left of a type on the board: <c>Coroutine&lt;int&gt;</c> is <c>Coroutine</c>, in arrays and references too.</summary>
    public TypeReference Erase(TypeReference type)
    {
        switch (type)
        {
            case GenericInstanceType instance when instance.ElementType.Resolve() is { } definition && IsCompileTimeOnly(definition):
                return module.ImportReference(definition.BaseType);
            case ArrayType array:
                TypeReference element = Erase(array.ElementType);
                return element == array.ElementType ? type : new ArrayType(element, array.Rank);
            case ByReferenceType reference:
                TypeReference target = Erase(reference.ElementType);
                return target == reference.ElementType ? type : new ByReferenceType(target);
            default:
                return type;
        }
    }

    public MethodReference Import(MethodReference method) => module.ImportReference(method);

    private FieldReference Field(TypeDefinition type, string name) => module.ImportReference(type.Fields.Single(field => field.Name == name));

    private MethodReference Method(TypeDefinition type, string name) => module.ImportReference(type.Methods.Single(method => method.Name == name));
}
