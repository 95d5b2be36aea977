namespace System.Diagnostics;

/// <summary>Of interest to nanoFramework's tools only.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Constructor)]
public sealed class NativeProfiledAttribute : Attribute;
