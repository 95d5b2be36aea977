using AsyncCore.CompilerServices;

namespace System.Runtime.CompilerServices;

/// <summary>What the C# compiler asks of an awaiter. nanoFramework lacks it; no woven assembly mentions it.</summary>
[CompileTimeOnly]
public interface INotifyCompletion
{
    /// <summary>Part of the compiler's contract; never called.</summary>
    /// <param name="continuation">What would run next.</param>
    void OnCompleted(Action continuation);
}
