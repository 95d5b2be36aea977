extern alias DotNet;

using Source = DotNet::System.Threading.CancellationTokenSource;

namespace System.Threading;

/// <summary>Cancels its token.</summary>
public class CancellationTokenSource : IDisposable
{
    private readonly Source _source;

    /// <summary>Cancels by itself after a time.</summary>
    public CancellationTokenSource(int millisecondsDelay) => _source = new Source(millisecondsDelay);

    /// <summary>Cancels by itself after a time.</summary>
    public CancellationTokenSource(TimeSpan delay) => _source = new Source(delay);

    /// <summary>Cancels when told to.</summary>
    public CancellationTokenSource() => _source = new Source();

    /// <summary>Whether the token is cancelled.</summary>
    public bool IsCancellationRequested => _source.IsCancellationRequested;

    /// <summary>The token.</summary>
    public CancellationToken Token => new(_source.Token);

    /// <summary>Cancels the token.</summary>
    public void Cancel() => _source.Cancel();

    /// <summary>Cancels the token.</summary>
    public void Cancel(bool throwOnFirstException) => _source.Cancel(throwOnFirstException);

    /// <summary>Cancels the token after a time.</summary>
    public void CancelAfter(TimeSpan delay) => _source.CancelAfter(delay);

    /// <summary>Cancels the token after a time.</summary>
    public void CancelAfter(int millisecondsDelay) => _source.CancelAfter(millisecondsDelay);

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
            _source.Dispose();
        }
    }
}
