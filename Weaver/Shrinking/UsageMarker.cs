using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Weaver.Shrinking;

/// <summary>Finds what a program may use of its own assemblies: whatever its roots use, and what that uses, and so on.</summary>
/// <param name="assemblies">The program's assemblies. Others are never looked into, but what they know of them, as overrides and implementations of interfaces, may be called.</param>
internal sealed class UsageMarker(IReadOnlyCollection<AssemblyDefinition> assemblies)
{
    private readonly HashSet<ModuleDefinition> modules = [.. assemblies.Select(assembly => assembly.MainModule)];
    private readonly HashSet<IMemberDefinition> used = [];
    private readonly List<TypeDefinition> types = [];
    private readonly Queue<MethodDefinition> unread = [];

    /// <summary>True if it is used.</summary>
    public bool IsUsed(IMemberDefinition member) => used.Contains(member);

    /// <summary>True if it stands in one of the program's assemblies.</summary>
    public bool IsOfProgram(MemberReference member) => modules.Contains(member.Module);

    /// <summary>Marks all of an assembly, one of the program's or not, and what it uses.</summary>
    public void MarkAll(AssemblyDefinition assembly)
    {
        modules.Add(assembly.MainModule);
        foreach (TypeDefinition type in assembly.MainModule.GetTypes())
        {
            MarkType(type);
            foreach (FieldDefinition field in type.Fields)
            {
                Mark(field);
            }

            foreach (MethodDefinition method in type.Methods)
            {
                Mark(method);
            }
        }
    }

    /// <summary>Marks what the attributes of something use.</summary>
    public void MarkAttributes(ICustomAttributeProvider provider)
    {
        foreach (CustomAttribute attribute in provider.CustomAttributes)
        {
            Mark(attribute.Constructor);
        }
    }

    /// <summary>Follows what is marked, until nothing new is found.</summary>
    public void Finish()
    {
        do
        {
            while (unread.TryDequeue(out MethodDefinition? method))
            {
                Read(method.Body);
            }

            MarkWhatMayBeCalled();
        }
        while (unread.Count > 0);
    }

    /// <summary>Whether two methods are one for a virtual call.</summary>
    private static bool IsSame(MethodReference one, MethodReference other) =>
        one.Name == other.Name && one.Parameters.Count == other.Parameters.Count
        && one.Parameters.Zip(other.Parameters).All(pair => pair.First.ParameterType.FullName == pair.Second.ParameterType.FullName);

    private static IEnumerable<TypeDefinition> BasesOf(TypeDefinition type)
    {
        for (TypeDefinition? parent = type.BaseType?.Resolve(); parent != null; parent = parent.BaseType?.Resolve())
        {
            yield return parent;
        }
    }

    private void Read(MethodBody body)
    {
        foreach (VariableDefinition variable in body.Variables)
        {
            MarkType(variable.VariableType);
        }

        foreach (ExceptionHandler handler in body.ExceptionHandlers)
        {
            MarkType(handler.CatchType);
        }

        foreach (Instruction instruction in body.Instructions)
        {
            switch (instruction.Operand)
            {
                case MethodReference method:
                    Mark(method);
                    break;
                case FieldReference field:
                    Mark(field);
                    break;
                case TypeReference type:
                    MarkType(type);
                    break;
            }
        }
    }

    private void Mark(MethodReference reference)
    {
        MarkType(reference.DeclaringType);
        if (reference.Resolve() is not { } method || !modules.Contains(method.Module) || !used.Add(method))
        {
            return;
        }

        MarkType(method.DeclaringType);
        MarkType(method.ReturnType);
        MarkAttributes(method);
        foreach (ParameterDefinition parameter in method.Parameters)
        {
            MarkType(parameter.ParameterType);
        }

        if (method.HasBody)
        {
            unread.Enqueue(method);
        }
    }

    private void Mark(FieldReference reference)
    {
        MarkType(reference.DeclaringType);
        if (reference.Resolve() is { } field && modules.Contains(field.Module) && used.Add(field))
        {
            MarkType(field.FieldType);
            MarkAttributes(field);
        }
    }

    private void MarkType(TypeReference? reference)
    {
        while (reference is TypeSpecification specification)
        {
            reference = specification.ElementType;
        }

        if (reference?.Resolve() is not { } type || !modules.Contains(type.Module) || !used.Add(type))
        {
            return;
        }

        types.Add(type);
        MarkType(type.DeclaringType);
        MarkType(type.BaseType);
        MarkAttributes(type);
        foreach (InterfaceImplementation implementation in type.Interfaces)
        {
            MarkType(implementation.InterfaceType);
        }

        // A struct is as long as all its fields, and the runtime itself calls a delegate and what initialises a type.
        foreach (FieldDefinition field in type.Fields.Where(field => type.IsEnum || (type.IsValueType && !field.IsStatic)))
        {
            Mark(field);
        }

        bool isDelegate = type.BaseType?.FullName is "System.MulticastDelegate" or "System.Delegate";
        foreach (MethodDefinition method in type.Methods.Where(method => isDelegate || method is { IsConstructor: true, IsStatic: true }))
        {
            Mark(method);
        }
    }

    /// <summary>Overrides of what is used or not ours, and what implements it.</summary>
    private void MarkWhatMayBeCalled()
    {
        for (int i = 0; i < types.Count; i++)
        {
            TypeDefinition type = types[i];
            foreach (MethodDefinition method in type.Methods.Where(method => method.IsVirtual && !used.Contains(method)).ToList())
            {
                if (method.Overrides.Any(IsCalled) || BasesOf(type).SelectMany(parent => parent.Methods).Any(other => other.IsVirtual && IsSame(method, other) && IsCalled(other)))
                {
                    Mark(method);
                }
            }

            foreach (MethodDefinition called in type.Interfaces.Select(implementation => implementation.InterfaceType.Resolve()).OfType<TypeDefinition>().SelectMany(known => known.Methods).Where(IsCalled))
            {
                foreach (MethodDefinition method in BasesOf(type).Prepend(type).SelectMany(parent => parent.Methods).Where(method => method.IsVirtual && IsSame(method, called)))
                {
                    Mark(method);
                }
            }
        }
    }

    private bool IsCalled(MethodReference reference) => reference.Resolve() is not { } method || !modules.Contains(method.Module) || used.Contains(method);
}
