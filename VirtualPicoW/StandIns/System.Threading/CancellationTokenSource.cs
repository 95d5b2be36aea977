extern alias DotNet;

using Source = DotNet::System.Threading.CancellationTokenSource;

namespace System.Threading;

/// <summary>Cancels its token.</summary>
public class CancellationTokenSource : IDisposable
{
    private readonly Source source;

    /// <summary>Cancels by itself after a time.</summary>
    public CancellationTokenSource(int millisecondsDelay) => source = new Source(millisecondsDelay);

    /// <summary>Cancels by itself after a time.</summary>
    public CancellationTokenSource(TimeSpan delay) => source = new Source(delay);

    /// <summary>Cancels when told to.</summary>
    public CancellationTokenSource() => source = new Source();

    /// <summary>Whether the token is cancelled.</summary>
    public bool IsCancellationRequested => source.IsCancellationRequested;

    /// <summary>The token.</summary>
    public CancellationToken Token => new(source.Token);

    /// <summary>Cancels the token.</summary>
    public void Cancel() => source.Cancel();

    /// <summary>Cancels the token.</summary>
    public void Cancel(bool throwOnFirstException) => source.Cancel(throwOnFirstException);

    /// <summary>Cancels the token after a time.</summary>
    public void CancelAfter(TimeSpan delay) => source.CancelAfter(delay);

    /// <summary>Cancels the token after a time.</summary>
    public void CancelAfter(int millisecondsDelay) => source.CancelAfter(millisecondsDelay);

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
            source.Dispose();
        }
    }
}
