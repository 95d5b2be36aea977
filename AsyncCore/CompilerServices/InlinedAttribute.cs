using System;

namespace AsyncCore.CompilerServices;

/// <summary>
/// Marks a method whose body the weaver puts in place of its calls, in optimised builds. On the board a call costs as much as five accesses to a field, so what each turn needs is marked with it.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class InlinedAttribute : Attribute
{
}
