using System.Collections.Generic;
using System.Linq;

namespace VirtualPicoW.Tests;

/// <summary>What stands in ref/ is what the real assembly has, wherever that can be restored.</summary>
public class SignatureTests
{
    private const string None = "none";

    public static TheoryData<string> Restored => new(BuildOutput.RestoredReferences().DefaultIfEmpty(None));

    [Theory]
    [MemberData(nameof(Restored))]
    public void A_signature_has_the_types_and_members_of_the_real_assembly_and_no_others(string name)
    {
        Assert.SkipWhen(name == None, "nanoFramework's packages were not restored: dotnet publish firmware fetches them, where NuGet has them.");
        string[] real = Lines(BuildOutput.RealReference(name)).ToArray();
        string[] signature = Lines(BuildOutput.Reference(name)).ToArray();
        Assert.Equal(string.Empty, string.Join("\n", real.Except(signature).Select(line => "missing: " + line)));
        Assert.Equal(string.Empty, string.Join("\n", signature.Except(real).Select(line => "invented: " + line)));
    }

    private static IEnumerable<string> Lines(string path) =>
        from type in ReferenceSurface.Read(path)
        from member in type.Members
        select $"{(type.IsInterface ? "interface " : string.Empty)}{type.Name}.{member.Name} {member.Signature}{(member.IsStatic ? " static" : string.Empty)} {member.Constant}";
}
