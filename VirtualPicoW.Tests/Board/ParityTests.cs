using System.Collections.Generic;
using System.Linq;
using System.Runtime.Loader;

namespace VirtualPicoW.Tests;

/// <summary>Whatever firmware can refer to in nanoFramework's assemblies is there on the virtual board.</summary>
public class ParityTests
{
    public static TheoryData<string> Assemblies => new(BuildOutput.References());

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Every_type_and_member_of_the_reference_is_found_in_the_stand_in(string name)
    {
        using VirtualBoard board = new();
        AssemblyLoadContext context = AssemblyLoadContext.GetLoadContext(board.Load(BuildOutput.Firmware("Adjustable")).Assembly)!;
        System.Reflection.Assembly standIn = context.LoadFromAssemblyName(new System.Reflection.AssemblyName(name) { Version = new System.Version(1, 0) });
        List<string> complaints = new();
        foreach (ReferenceSurface.TypeOf reference in ReferenceSurface.Read(BuildOutput.Reference(name)))
        {
            if (standIn.GetType(reference.Name) is not { } type)
            {
                complaints.Add($"{reference.Name} missing");
                continue;
            }

            complaints.AddRange(
                from member in reference.Members
                let complaint = StandInSurface.Complaint(type, member)
                where complaint != null
                select $"{reference.Name}.{member.Name} {member.Signature} {complaint}");
            if (reference.IsInterface)
            {
                complaints.AddRange(StandInSurface.Surplus(type, reference).Select(surplus => $"{reference.Name}.{surplus} surplus"));
            }
        }

        Assert.Equal(string.Join("\n", KnownGaps.Of(name).Order()), string.Join("\n", complaints.Order()));
    }
}
