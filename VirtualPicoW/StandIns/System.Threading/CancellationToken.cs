extern alias DotNet;

using Token = DotNet::System.Threading.CancellationToken;

namespace System.Threading;

/// <summary>
/// Tells an operation to stop. It wraps .NET's own, which would throw .NET's OperationCanceledException instead of nanoFramework's.
/// </summary>
public partial struct CancellationToken
{
    private readonly Token token;

    /// <summary>A token that is cancelled already, or never will be.</summary>
    public CancellationToken(bool canceled) => token = new Token(canceled);

    internal CancellationToken(Token token) => this.token = token;

    /// <summary>A token that is never cancelled.</summary>
    public static CancellationToken None => default;

    /// <summary>Whether it is cancelled.</summary>
    public bool IsCancellationRequested => token.IsCancellationRequested;

    /// <summary>Whether it can be.</summary>
    public bool CanBeCanceled => token.CanBeCanceled;

    /// <summary>Calls <paramref name="callback"/> when it is cancelled.</summary>
    public CancellationTokenRegistration Register(Action callback) => new(token.Register(callback));

    /// <summary>Whether both come from the same source.</summary>
    public bool Equals(CancellationToken other) => token.Equals(other.token);

    /// <inheritdoc/>
    public override bool Equals(object other) => other is CancellationToken token && Equals(token);

    /// <inheritdoc/>
    public override int GetHashCode() => token.GetHashCode();

    /// <summary>Throws if it is cancelled.</summary>
    public void ThrowIfCancellationRequested()
    {
        if (IsCancellationRequested)
        {
            throw new OperationCanceledException("The operation was cancelled.");
        }
    }
}
