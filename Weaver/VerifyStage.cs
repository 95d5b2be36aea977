using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Weaver;

/// <summary>
/// Proves that an assembly holds nothing nanoFramework 1.x cannot run. The metadata processor lets most of it pass, and the
/// runtime then crashes at load, so every signature and every instruction is looked at.
/// </summary>
/// <remarks>
/// What the compiler made of something is told only if the thing itself was not: a local that became a field is refused where it is used.
/// </remarks>
internal sealed class VerifyStage
{
    /// <summary>In nanoFramework's executables each is one byte.</summary>
    private const int MostOfAKind = 255;

    /// <summary>Branches reach as far as a 16-bit number.</summary>
    private const int MaxBodySize = short.MaxValue;

    private readonly List<Refusal> found = [];
    private readonly List<Refusal> foundInCompilersOwn = [];

    /// <summary>Each thing is told once for each type, where it is met first.</summary>
    private readonly HashSet<(string Type, string Message)> told = [];

    /// <summary>For what has no code, and so no line in the symbols.</summary>
    private readonly Declarations declarations;

    /// <summary>What is looked at.</summary>
    private TypeDefinition? type;
    private string? member;

    private VerifyStage(ModuleDefinition module) => declarations = new Declarations(module.FileName);

    public static void Apply(ModuleDefinition module, List<Refusal> refusals)
    {
        VerifyStage proof = new(module);
        foreach (TypeDefinition type in module.GetTypes())
        {
            proof.ProveType(type);
        }

        proof.type = null;
        proof.member = null;
        proof.ProveAttributes(module.Assembly, "The assembly", null);
        proof.ProveAttributes(module, "The assembly", null);
        refusals.AddRange(proof.found.Count > 0 ? proof.found : proof.foundInCompilersOwn);
    }

    private static bool IsCompilersOwn(string name) => name.StartsWith('<');

    private void ProveType(TypeDefinition type)
    {
        this.type = type;
        member = null;
        if (type.HasGenericParameters)
        {
            Refusal refusal = Place(Refusal.At(
                type,
                "AC0010",
                $"{KindOf(type)} '{DisplayNames.Of(type)}' is generic, and nanoFramework 1.x has no generics. Write it for object, or for the one type that you need."));
            (IsCompilersOwn(type.Name) || type.DeclaringType is { HasGenericParameters: true } ? foundInCompilersOwn : found).Add(refusal);
            return;
        }

        string subject = $"{KindOf(type)} '{DisplayNames.Of(type)}'";
        MethodDefinition? anyMethod = type.Methods.FirstOrDefault(method => method.DebugInformation.HasSequencePoints);
        ProveAttributes(type, subject, anyMethod);
        foreach (TypeReference used in type.Interfaces.Select(i => i.InterfaceType).Append(type.BaseType).OfType<TypeReference>())
        {
            ProveSignature(used, subject, anyMethod, null);
        }

        foreach (MethodDefinition method in type.Methods)
        {
            ProveMethod(method);
        }

        foreach (FieldDefinition field in type.Fields)
        {
            member = field.Name;
            (MethodDefinition? method, Instruction? initialiser) = InitialiserOf(field) ?? (anyMethod, null);
            ProveAttributes(field, DisplayNames.Subject(field), method);
            ProveSignature(
                field.FieldType,
                DisplayNames.Subject(field),
                method,
                initialiser,
                IsCompilersOwn(field.Name) || IsCompilersOwn(type.Name) ? foundInCompilersOwn : found);
        }

        foreach (PropertyDefinition property in type.Properties)
        {
            member = property.Name;
            ProveAttributes(property, $"Property '{property.Name}'", property.GetMethod ?? property.SetMethod);
        }

        foreach (EventDefinition @event in type.Events)
        {
            member = @event.Name;
            ProveAttributes(@event, $"Event '{@event.Name}'", anyMethod);
        }

        member = null;
        ProveOverloads(type);
        ProveFieldCount(type, subject, anyMethod);
    }

    /// <summary>An async method's state machine has a field for each parameter, and for each local that lives across an await.</summary>
    private void ProveFieldCount(TypeDefinition type, string subject, MethodDefinition? anyMethod)
    {
        MethodDefinition? code = type.Methods.FirstOrDefault(StateMachine.IsMoveNext);
        int most = Math.Max(type.Fields.Count(field => field.IsStatic && !field.HasConstant), type.Fields.Count(field => !field.IsStatic));
        if (most <= MostOfAKind)
        {
            return;
        }

        Refuse(
            code ?? anyMethod,
            null,
            "AC0018",
            code == null
                ? $"{subject} has {most} fields and nanoFramework allows {MostOfAKind}. Split it into several classes."
                : $"{DisplayNames.Subject(code)} has {most} parameters and local variables that live across awaits, counting the compiler's own, and nanoFramework allows {MostOfAKind}. Split it into several methods.");
    }

    /// <summary>The symbols know no fields, but a field that is given a value has a line.</summary>
    private static (MethodDefinition? Method, Instruction? Instruction)? InitialiserOf(FieldDefinition field)
    {
        foreach (MethodDefinition constructor in field.DeclaringType.Methods.Where(method => method.IsConstructor && method.HasBody))
        {
            Instruction? store = constructor.Body.Instructions.FirstOrDefault(i => i.OpCode.Code is Code.Stfld or Code.Stsfld && i.Operand == field);
            if (store != null)
            {
                return (constructor, store);
            }
        }

        return null;
    }

    private static string KindOf(TypeDefinition type) =>
        type.IsInterface ? "Interface"
        : type.IsEnum ? "Enum"
        : type.IsValueType ? "Struct"
        : type.BaseType?.FullName == "System.MulticastDelegate" ? "Delegate"
        : "Class";

    private void ProveOverloads(TypeDefinition type)
    {
        foreach (IGrouping<string, MethodDefinition> same in type.Methods.GroupBy(Signature).Where(group => group.Count() > 1))
        {
            MethodDefinition last = same.Last();
            Refuse(
                last,
                null,
                "AC0015",
                $"{DisplayNames.Subject(last)} is the same as another overload on the board, where Coroutine<int> and Coroutine<string> are both Coroutine. {(last.IsConstructor ? "Change the parameters of one of them." : "Give one of them another name.")}");
        }
    }

    private static string Signature(MethodDefinition method) =>
        $"{method.ReturnType.FullName} {method.Name}({string.Join(",", method.Parameters.Select(parameter => parameter.ParameterType.FullName))})`{method.GenericParameters.Count}";

    private void ProveMethod(MethodDefinition method)
    {
        // An accessor is declared by the name of its event or property.
        member = method.IsConstructor ? null : method.IsSpecialName ? method.Name[(method.Name.IndexOf('_', StringComparison.Ordinal) + 1)..] : method.Name;
        string subject = DisplayNames.Subject(method);
        if (method.HasGenericParameters)
        {
            Refuse(
                method,
                null,
                "AC0011",
                $"{subject} is generic, and nanoFramework 1.x has no generics. Write it for object, or for the types that you need.");
            return;
        }

        if (method.DeclaringType.IsInterface && method.HasBody && !method.IsStatic)
        {
            Refuse(
                method,
                null,
                "AC0014",
                $"{subject} is a default implementation in interface '{DisplayNames.Of(method.DeclaringType)}'; calling it fails on nanoFramework. Put it into a class.");
        }

        ProveAttributes(method, subject, method);
        ProveAttributes(method.MethodReturnType, subject, method);
        foreach (ParameterDefinition parameter in method.Parameters)
        {
            ProveAttributes(parameter, subject, method);
            ProveSignature(parameter.ParameterType, subject, method, null);
        }

        ProveSignature(method.ReturnType, subject, method, null);
        foreach (MethodReference overridden in method.Overrides)
        {
            ProveSignature(overridden.DeclaringType, subject, method, null);
        }

        if (method.HasBody)
        {
            ProveBody(method, subject);
        }
    }

    /// <summary>Instructions come first, because they have lines; locals have none.</summary>
    private void ProveBody(MethodDefinition method, string subject)
    {
        MethodBody body = method.Body;
        Instruction? allocation = body.Instructions.FirstOrDefault(i => i.OpCode.Code == Code.Localloc);
        if (allocation != null)
        {
            // The compiler puts checked arithmetic and pointers around it.
            Refuse(method, allocation, "AC0013", $"{subject} uses stackalloc, which nanoFramework lacks. Use an array that you keep.");
            return;
        }

        foreach (Instruction instruction in body.Instructions)
        {
            ProveInstruction(method, instruction, subject);
        }

        foreach (ExceptionHandler handler in body.ExceptionHandlers.Where(handler => handler.CatchType != null))
        {
            ProveSignature(handler.CatchType, subject, method, handler.HandlerStart);
        }

        foreach (VariableDefinition variable in body.Variables)
        {
            ProveSignature(variable.VariableType, subject, method, null);
        }

        ProveLimits(method, subject);
    }

    private void ProveLimits(MethodDefinition method, string subject)
    {
        MethodBody body = method.Body;
        (int Count, int Limit, string What)[] limits =
        [
            (body.Variables.Count, MostOfAKind, "local variables, counting the compiler's own,"),
            (method.Parameters.Count, MostOfAKind, "parameters"),
            (body.ExceptionHandlers.Count, MostOfAKind, "exception handlers"),
            (body.Instructions.Max(i => i.Operand is Instruction[] targets ? targets.Length : 0), MostOfAKind, "cases in one switch, counting awaits,"),
            (body.Instructions.Sum(instruction => instruction.GetSize()), MaxBodySize, "bytes of code"),
        ];
        (int count, int limit, string what) = limits.FirstOrDefault(l => l.Count > l.Limit);
        if (count > 0)
        {
            Refuse(method, null, "AC0018", $"{subject} has {count} {what} and nanoFramework allows {limit}. Split it into several methods.");
        }
    }

    private void ProveInstruction(MethodDefinition method, Instruction instruction, string subject)
    {
        int before = told.Count;
        switch (instruction.Operand)
        {
            case GenericInstanceMethod generic:
                Refuse(
                    method,
                    instruction,
                    "AC0012",
                    $"{subject} calls '{DisplayNames.Of(generic)}', and nanoFramework 1.x has no generics. Call a method without type parameters.");
                break;
            case MethodReference called:
                ProveCalled(method, instruction, called, subject);
                break;
            case FieldReference field:
                ProveSignature(field.DeclaringType, subject, method, instruction);
                if (field is not FieldDefinition)
                {
                    ProveSignature(field.FieldType, subject, method, instruction);
                }

                break;
            case TypeReference type:
                ProveSignature(type, subject, method, instruction);
                break;
        }

        string? trouble = told.Count > before ? null : Trouble(instruction);
        if (trouble != null)
        {
            Refuse(method, instruction, "AC0013", $"{subject} uses {trouble}");
        }
    }

    /// <summary>Of the assembly's own methods the signature is proved where they stand; for others this is the only mention.</summary>
    private void ProveCalled(MethodDefinition method, Instruction instruction, MethodReference called, string subject)
    {
        bool isBaseConstructor = method.IsConstructor && called.DeclaringType.FullName == method.DeclaringType.BaseType?.FullName;
        int before = told.Count;
        if (!isBaseConstructor)
        {
            ProveSignature(called.DeclaringType, subject, method, instruction);
        }

        if (isBaseConstructor || told.Count > before || called is MethodDefinition)
        {
            return;
        }

        if (called.Resolve() is { } definition && AsyncCoreMembers.IsCompileTimeOnly(definition))
        {
            Refuse(method, instruction, "AC0003", $"'{called.Name}' is for the compiler only; it cannot be called here.");
        }

        foreach (TypeReference type in called.Parameters.Select(parameter => parameter.ParameterType).Append(called.ReturnType))
        {
            ProveSignature(type, subject, method, instruction);
        }
    }

    private static string? Trouble(Instruction instruction) => instruction.OpCode.Code switch
    {
        Code.Calli => "a function pointer, which nanoFramework lacks. Use a delegate.",
        Code.Cpblk or Code.Initblk or Code.Ckfinite or Code.Jmp or Code.Arglist or Code.Mkrefany or Code.Refanyval or Code.Refanytype =>
            $"the instruction '{instruction.OpCode.Name}', which nanoFramework lacks.",
        Code.Readonly => "a reference to an array's element that is not to be written, which nanoFramework lacks. Copy the element into a local.",
        Code.Add_Ovf or Code.Add_Ovf_Un or Code.Sub_Ovf or Code.Sub_Ovf_Un or Code.Mul_Ovf or Code.Mul_Ovf_Un =>
            "checked arithmetic, which does not throw on nanoFramework. Compare before you compute.",

        // conv.ovf.i and the like stand in front of every array index of 64 bits, checked or not.
        >= Code.Conv_Ovf_I1_Un and <= Code.Conv_Ovf_U8_Un or >= Code.Conv_Ovf_I1 and <= Code.Conv_Ovf_U8 =>
            "a checked conversion, which does not throw on nanoFramework. Compare before you convert.",
        _ => null,
    };

    private void ProveAttributes(ICustomAttributeProvider provider, string subject, MethodDefinition? method)
    {
        foreach (CustomAttribute attribute in provider.CustomAttributes)
        {
            ProveSignature(attribute.AttributeType, subject, method, null);
            foreach (object value in attribute.ConstructorArguments.Concat(attribute.Properties.Concat(attribute.Fields).Select(named => named.Argument)).Select(argument => argument.Value))
            {
                if (value is TypeReference type)
                {
                    ProveSignature(type, subject, method, null);
                }
            }
        }
    }

    private void ProveSignature(TypeReference type, string subject, MethodDefinition? method, Instruction? instruction, List<Refusal>? refusals = null)
    {
        switch (type)
        {
            case GenericInstanceType generic:
                Refuse(
                    method,
                    instruction,
                    "AC0012",
                    $"{subject} uses '{DisplayNames.Of(generic)}', and nanoFramework 1.x has no generics. {Advice(generic)}",
                    refusals);
                break;
            case ArrayType { Rank: > 1 }:
                Refuse(
                    method,
                    instruction,
                    "AC0016",
                    $"{subject} uses the array '{DisplayNames.Of(type)}' of several dimensions, which nanoFramework lacks. Use an array of arrays.",
                    refusals);
                break;
            case FunctionPointerType:
                Refuse(method, instruction, "AC0013", $"{subject} uses a function pointer, which nanoFramework lacks. Use a delegate.", refusals);
                break;
            case PointerType:
                Refuse(method, instruction, "AC0013", $"{subject} uses a pointer, which nanoFramework lacks. Use an array and an index.", refusals);
                break;
            case TypeSpecification specification:
                ProveSignature(specification.ElementType, subject, method, instruction, refusals);
                break;
            case not (TypeDefinition or GenericParameter) when type.Resolve() is { HasGenericParameters: true } definition:
                Refuse(
                    method,
                    instruction,
                    "AC0012",
                    $"{subject} uses '{DisplayNames.Of(definition)}', and nanoFramework 1.x has no generics. {Advice(definition)}",
                    refusals);
                break;
            case not (TypeDefinition or GenericParameter) when type.Resolve() is { } definition && AsyncCoreMembers.IsCompileTimeOnly(definition):
                Refuse(method, instruction, "AC0003", $"'{DisplayNames.Of(definition)}' is for the compiler only; it cannot be used here.", refusals);
                break;
        }
    }

    private static string Advice(TypeReference type) => type.Resolve() switch
    {
        { } definition when AsyncCoreMembers.IsCompileTimeOnly(definition) => "Leave the type parameter out here.",
        { } definition when KindOf(definition) == "Delegate" => "Declare a delegate without type parameters for it.",
        { IsInterface: true } => "Use an interface without type parameters.",
        { IsValueType: true } => "Use a struct without type parameters.",
        _ => "Use a class without type parameters.",
    };

    /// <summary>The user's type; the compiler nests its own in it.</summary>
    private static string PlaceOf(MethodDefinition? method)
    {
        TypeDefinition? type = method?.DeclaringType;
        while (type is { DeclaringType: not null } && IsCompilersOwn(type.Name))
        {
            type = type.DeclaringType;
        }

        return type?.FullName ?? "";
    }

    private void Refuse(MethodDefinition? method, Instruction? instruction, string code, string message, List<Refusal>? refusals = null)
    {
        if (told.Add((PlaceOf(method), message)))
        {
            (refusals ?? found).Add(Place(Refusal.At(method, instruction, code, message)));
        }
    }

    /// <summary>A refusal of what has no line in the symbols gets that of its declaration.</summary>
    private Refusal Place(Refusal refusal) =>
        refusal.File == null && type != null && declarations.Of(type, member) is (string file, int line, int column)
            ? refusal with { File = file, Line = line, Column = column }
            : refusal;
}
