extern alias Board;

using System.Runtime.CompilerServices;
using BoardEvent = Board::System.Threading.ManualResetEvent;

namespace System.Threading;

/// <content>Waiting in the board's time.</content>
public partial struct CancellationToken
{
    /// <summary>One for each source, as .NET has one.</summary>
    private static readonly ConditionalWeakTable<WaitHandle, BoardEvent> Handles = [];

    /// <summary>Set when it is cancelled.</summary>
    public Board::System.Threading.WaitHandle WaitHandle => Handles.GetValue(token.WaitHandle, NewHandle);

    private readonly BoardEvent NewHandle(WaitHandle handle)
    {
        BoardEvent cancelled = new(token.IsCancellationRequested);
        token.Register(() => cancelled.Set());
        return cancelled;
    }
}
