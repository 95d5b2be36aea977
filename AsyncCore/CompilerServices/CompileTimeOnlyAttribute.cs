using System;

namespace AsyncCore.CompilerServices;

/// <summary>
/// Marks what the C# compiler needs and the weaver takes out again.
/// A marked generic class is replaced by its base class, a call of a marked generic method by the call of the
/// method of the same name without type parameters, anything else marked is dropped.
/// </summary>
[CompileTimeOnly]
[AttributeUsage(AttributeTargets.All)]
public sealed class CompileTimeOnlyAttribute : Attribute
{
}
