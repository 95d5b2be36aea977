using AsyncCore.CompilerServices;

namespace System.Runtime.CompilerServices;

/// <summary>What the C# compiler makes an async method implement. nanoFramework lacks it; no woven assembly mentions it.</summary>
[CompileTimeOnly]
public interface IAsyncStateMachine
{
    /// <summary>Runs the method up to its next await.</summary>
    void MoveNext();

    /// <summary>Part of the compiler's contract; never called.</summary>
    /// <param name="stateMachine">The heap copy of the state machine.</param>
    void SetStateMachine(IAsyncStateMachine stateMachine);
}
