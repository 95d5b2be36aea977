namespace System.Reflection;

/// <summary>The version of an assembly's native part, which the virtual board does not have.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class AssemblyNativeVersionAttribute(string version) : Attribute
{
    /// <summary>The version.</summary>
    public string NativeVersion { get; } = version;
}
