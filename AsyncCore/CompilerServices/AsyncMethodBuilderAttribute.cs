using AsyncCore.CompilerServices;

namespace System.Runtime.CompilerServices;

/// <summary>Tells the C# compiler which builder makes a coroutine type. nanoFramework lacks it; no woven assembly mentions it.</summary>
[CompileTimeOnly]
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface | AttributeTargets.Delegate | AttributeTargets.Enum)]
public sealed class AsyncMethodBuilderAttribute : Attribute
{
    /// <summary>Names the builder.</summary>
    /// <param name="builderType">The builder's type.</param>
    public AsyncMethodBuilderAttribute(Type builderType)
    {
    }
}
