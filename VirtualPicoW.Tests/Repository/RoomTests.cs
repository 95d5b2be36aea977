using System;
using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace VirtualPicoW.Tests;

/// <summary>
/// Who may refer to whom: projects, and the rooms inside of AsyncCore and Net. docs/architecture.md draws it. A new line in one of these tables is a
/// decision about the architecture, and belongs into the page as well.
/// </summary>
public class RoomTests
{
    private const string Hall = "";

    /// <summary>What the compiler made, before the weaver inlines members of one room into another.</summary>
    [Theory]
    [InlineData("AsyncCore", "mscorlib nanoFramework.Runtime.Native")]
    [InlineData("Net", "AsyncCore mscorlib nanoFramework.System.Text nanoFramework.Runtime.Native System.IO.Streams System.Net")]
    [InlineData("Board", "AsyncCore mscorlib nanoFramework.Runtime.Native nanoFramework.Runtime.Events nanoFramework.System.Text System.Device.Gpio System.Device.Wifi System.Net")]
    public void A_library_refers_to_no_more_than_it_is_allowed(string library, string allowed)
    {
        using AssemblyDefinition assembly = Compiled(library);
        Assert.Empty(assembly.MainModule.AssemblyReferences.Select(reference => reference.Name).Except(allowed.Split(' ')));
    }

    [Theory]
    [InlineData(Hall, "Tasks Loop Time Threads CompilerServices")]
    [InlineData("CompilerServices", "Tasks Time")]
    [InlineData("Tasks", "Hall CompilerServices Loop Sync Time")]
    [InlineData("Loop", "CompilerServices Tasks Time Sync Threads")]
    [InlineData("Time", "Hall CompilerServices Tasks Loop Sync")]
    [InlineData("Sync", "CompilerServices Tasks Loop")]
    [InlineData("Threads", "Hall CompilerServices Tasks Loop Time Sync")]
    public void A_room_of_AsyncCore_knows_only_its_neighbours(string room, string allowed) => Check("AsyncCore", room, allowed);

    [Theory]
    [InlineData("Connections", "Streams Transports Dns Tls")]
    [InlineData("Streams", "Transports Tls")]
    [InlineData("Transports", "Streams Tls")]
    [InlineData("Datagrams", "Streams Transports")]
    [InlineData("Dns", "Transports Datagrams")]
    [InlineData("Inspection", "Transports Datagrams")]
    [InlineData("Tls", "Connections Streams Transports Dns")]
    public void A_room_of_Net_knows_only_its_neighbours(string room, string allowed) => Check("Net", room, allowed);

    [Fact]
    public void The_virtual_board_does_not_know_AsyncCore()
    {
        Assert.DoesNotContain("AsyncCore", BuildOutput.TextOf("VirtualPicoW/VirtualPicoW.csproj").Replace("AsyncCore.VirtualPicoW", string.Empty));
    }

    private static void Check(string library, string room, string allowed)
    {
        using AssemblyDefinition assembly = Compiled(library);
        Dictionary<string, string> rooms = Rooms(library);
        IEnumerable<string> known =
            from type in assembly.MainModule.GetTypes()
            where RoomOf(type, rooms) == room
            from reference in ReferencesOf(type)
            let other = RoomOf(reference, rooms)
            where other != null && other != room && !allowed.Split(' ').Contains(other == Hall ? "Hall" : other)
            select $"{type.Name} -> {reference.Name} ({other})";
        Assert.Empty(known.Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>The folder of each type: a type has the name of its file, or the part of it before the first dot; the file without a second part says where.</summary>
    private static Dictionary<string, string> Rooms(string library) => BuildOutput.Sources(library)
        .Select(path => path.Split('/'))
        .OrderBy(parts => parts[^1].Length)
        .GroupBy(parts => parts[^1].Split('.')[0].Replace("OfT", string.Empty), parts => parts.Length > 2 ? parts[1] : Hall)
        .ToDictionary(group => group.Key, group => group.First());

    private static string? RoomOf(TypeReference type, Dictionary<string, string> rooms)
    {
        TypeReference outermost = type.GetElementType();
        while (outermost.DeclaringType != null)
        {
            outermost = outermost.DeclaringType;
        }

        return outermost.Scope is ModuleDefinition && rooms.TryGetValue(outermost.Name.Split('`')[0], out string? room) ? room : null;
    }

    private static IEnumerable<TypeReference> ReferencesOf(TypeDefinition type)
    {
        IEnumerable<TypeReference> declared = type.Fields.Select(field => field.FieldType)
            .Concat(type.Interfaces.Select(implemented => implemented.InterfaceType))
            .Concat(type.Methods.SelectMany(method => method.Parameters.Select(parameter => parameter.ParameterType).Append(method.ReturnType)));
        IEnumerable<TypeReference> used = type.Methods.Where(method => method.HasBody).SelectMany(method => method.Body.Instructions).Select(Target).OfType<TypeReference>();
        return type.BaseType == null ? declared.Concat(used) : declared.Concat(used).Append(type.BaseType);
    }

    private static TypeReference? Target(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => type,
        MemberReference member => member.DeclaringType,
        _ => null,
    };

    private static AssemblyDefinition Compiled(string library) => AssemblyDefinition.ReadAssembly(BuildOutput.Compiled(library));
}
