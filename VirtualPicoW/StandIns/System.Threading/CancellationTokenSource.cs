extern alias DotNet;

using Source = DotNet::System.Threading.CancellationTokenSource;

namespace System.Threading;

/// <summary>Cancels its token.</summary>
public partial class CancellationTokenSource : IDisposable
{
    private readonly Source source = new();

    /// <summary>Cancels by itself after a time.</summary>
    public CancellationTokenSource(int millisecondsDelay) => CancelAfter(millisecondsDelay);

    /// <summary>Cancels by itself after a time.</summary>
    public CancellationTokenSource(TimeSpan delay) => CancelAfter(delay);

    /// <summary>Cancels when told to.</summary>
    public CancellationTokenSource()
    {
    }

    /// <summary>Whether the token is cancelled.</summary>
    public bool IsCancellationRequested => source.IsCancellationRequested;

    /// <summary>The token.</summary>
    public CancellationToken Token => new(source.Token);

    /// <summary>Cancels the token.</summary>
    public void Cancel() => source.Cancel();

    /// <summary>Cancels the token.</summary>
    public void Cancel(bool throwOnFirstException) => source.Cancel(throwOnFirstException);

    /// <summary>Cancels the token after a time.</summary>
    public void CancelAfter(TimeSpan delay) => CancelAfter(checked((int)delay.TotalMilliseconds));

    /// <summary>Cancels the token after a time.</summary>
    public void CancelAfter(int millisecondsDelay) => Plan(millisecondsDelay);

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends it.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            Forget();
            source.Dispose();
        }
    }

    /// <summary>Cancels after a time.</summary>
    private partial void Plan(int milliseconds);

    /// <summary>Does not cancel any more.</summary>
    private partial void Forget();
}
