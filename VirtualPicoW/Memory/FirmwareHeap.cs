using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace VirtualPicoW;

/// <summary>The assemblies of a board: where counting begins, and what they take themselves.</summary>
internal sealed class FirmwareHeap
{
    private const BindingFlags Statics = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>The interpreter's own, and the thread of Main with a few methods on its stack; measured with a program of one method.</summary>
    private const int BytesOfInterpreter = 1350;

    private const int BytesOfAssembly = 136;
    private const int BytesOfReference = 4;
    private const int BytesOfType = 8;
    private const int BytesOfField = 2;

    /// <summary>One of them is the debugger's.</summary>
    private const int BytesOfMethod = 3;

    /// <summary>What nanoFramework's own assemblies take, as its interpreter tells it.</summary>
    private static readonly Dictionary<string, int> BytesOfNanoFramework = new()
    {
        ["mscorlib"] = 4044,
        ["nanoFramework.Runtime.Native"] = 412,
        ["nanoFramework.Runtime.Events"] = 592,
        ["nanoFramework.System.Collections"] = 656,
        ["nanoFramework.System.Text"] = 624,
        ["System.IO.Streams"] = 880,
        ["System.Net"] = 2488,
        ["System.Threading"] = 604,
        ["System.Device.Gpio"] = 840,
        ["System.Device.Wifi"] = 1100,
    };

    private readonly FieldInfo[] roots;

    /// <summary>
    /// Loads what the program refers to, and runs the static constructors of all of it, as nanoFramework does before Main: so counting will not be what runs them.
    /// </summary>
    public FirmwareHeap(Assembly program, AssemblyLoadContext context)
    {
        string folder = Path.GetDirectoryName(program.Location)!;
        List<Assembly> loaded = Load(program, context);
        Assembly[] own = loaded.Where(assembly => Path.GetDirectoryName(assembly.Location) == folder).ToArray();
        foreach (Type type in own.SelectMany(TypesOf).Where(type => type.TypeInitializer != null && !type.ContainsGenericParameters))
        {
            Initialise(type);
        }

        roots = loaded.Where(assembly => AssemblyLoadContext.GetLoadContext(assembly) == context).SelectMany(TypesOf)
            .Where(type => !type.ContainsGenericParameters)
            .SelectMany(type => type.GetFields(Statics))
            .Where(field => !field.IsLiteral && ObjectLayouts.CanLead(field.FieldType))
            .ToArray();
        RuntimeBytes = BytesOfInterpreter + BytesOfNanoFramework["mscorlib"]
            + loaded.Except(own).Sum(assembly => BytesOfNanoFramework.GetValueOrDefault(assembly.GetName().Name!))
            + own.Sum(TablesOf);
    }

    /// <summary>The static fields that may lead to objects.</summary>
    public FieldInfo[] Roots => roots;

    /// <summary>What is taken before the firmware makes its first object.</summary>
    public int RuntimeBytes { get; }

    private static List<Assembly> Load(Assembly program, AssemblyLoadContext context)
    {
        List<Assembly> loaded = new() { program };
        for (int next = 0; next < loaded.Count; next++)
        {
            foreach (AssemblyName reference in loaded[next].GetReferencedAssemblies().Where(reference => reference.Name != "mscorlib"))
            {
                if (TryLoad(reference, context) is { } assembly && AssemblyLoadContext.GetLoadContext(assembly) == context && !loaded.Contains(assembly))
                {
                    loaded.Add(assembly);
                }
            }
        }

        return loaded;
    }

    // What is missing is told when it is first used, and by a better name.
    private static Assembly? TryLoad(AssemblyName name, AssemblyLoadContext context)
    {
        try
        {
            return context.LoadFromAssemblyName(name);
        }
        catch (Exception exception) when (exception is IOException or BadImageFormatException)
        {
            return null;
        }
    }

    private static Type[] TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException exception)
        {
            return exception.Types.OfType<Type>().ToArray();
        }
    }

    private static void Initialise(Type type)
    {
        try
        {
            RuntimeHelpers.RunClassConstructor(type.TypeHandle);
        }
        catch (TypeInitializationException)
        {
            // Whoever uses the type will meet the same exception.
        }
    }

    /// <summary>The tables that the interpreter makes of an assembly, and its static fields.</summary>
    private static int TablesOf(Assembly assembly)
    {
        using PEReader file = new(File.OpenRead(assembly.Location));
        MetadataReader metadata = file.GetMetadataReader();
        FieldAttributes[] fields = metadata.FieldDefinitions.Select(field => metadata.GetFieldDefinition(field).Attributes)
            .Where(attributes => !attributes.HasFlag(FieldAttributes.Literal))
            .ToArray();
        return BytesOfAssembly
            + (BytesOfReference * (metadata.AssemblyReferences.Count + metadata.TypeReferences.Count + metadata.MemberReferences.Count))
            + (BytesOfType * metadata.TypeDefinitions.Count)
            + (BytesOfField * fields.Length)
            + (BytesOfMethod * metadata.MethodDefinitions.Count)
            + (BoardSizes.Block * fields.Count(attributes => attributes.HasFlag(FieldAttributes.Static)));
    }
}
