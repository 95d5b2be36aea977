namespace System.Runtime.CompilerServices;

/// <summary>Tells nanoFramework's metadata processor to leave a type out.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Enum | AttributeTargets.Struct)]
public class ExcludeTypeAttribute : Attribute;
