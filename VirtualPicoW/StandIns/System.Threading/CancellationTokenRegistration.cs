extern alias DotNet;

using Registration = DotNet::System.Threading.CancellationTokenRegistration;

namespace System.Threading;

/// <summary>A callback that waits for a token to be cancelled.</summary>
public struct CancellationTokenRegistration : IDisposable
{
    private readonly Registration registration;

    internal CancellationTokenRegistration(Registration registration) => this.registration = registration;

    /// <summary>Whether both are the same.</summary>
    public static bool operator ==(CancellationTokenRegistration left, CancellationTokenRegistration right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(CancellationTokenRegistration left, CancellationTokenRegistration right) => !left.Equals(right);

    /// <summary>Ends it.</summary>
    public void Dispose() => registration.Dispose();

    /// <inheritdoc/>
    public override bool Equals(object obj) => obj is CancellationTokenRegistration other && Equals(other);

    /// <summary>Whether both are the same.</summary>
    public bool Equals(CancellationTokenRegistration other) => registration.Equals(other.registration);

    /// <inheritdoc/>
    public override int GetHashCode() => registration.GetHashCode();
}
