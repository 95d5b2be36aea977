namespace System.Threading;

/// <summary>A signal for one thread.</summary>
public sealed class AutoResetEvent : WaitHandle
{
    /// <summary>Creates one.</summary>
    public AutoResetEvent(bool initialState)
        : base(initialState)
    {
    }

    /// <summary>Takes the signal back.</summary>
    public bool Reset()
    {
        Clear();
        return true;
    }

    /// <summary>Lets one thread go on.</summary>
    public bool Set() => Set(wakesAll: false);

    private protected override bool TryTake()
    {
        bool wasSet = IsSet;
        Clear();
        return wasSet;
    }
}
