namespace System.Threading;

/// <summary>A signal for all threads, until it is taken back.</summary>
public sealed class ManualResetEvent : WaitHandle
{
    /// <summary>Creates one.</summary>
    public ManualResetEvent(bool initialState)
        : base(initialState)
    {
    }

    /// <summary>Takes the signal back.</summary>
    public bool Reset()
    {
        Clear();
        return true;
    }

    /// <summary>Lets all threads go on.</summary>
    public bool Set() => Set(wakesAll: true);

    private protected override bool TryTake() => IsSet;
}
