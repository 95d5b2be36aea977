namespace System.Threading;

/// <content>Waiting in real time.</content>
public partial struct CancellationToken
{
    /// <summary>Set when it is cancelled.</summary>
    public WaitHandle WaitHandle => token.WaitHandle;
}
