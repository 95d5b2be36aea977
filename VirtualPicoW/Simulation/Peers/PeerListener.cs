using System;
using System.Threading.Tasks;

namespace VirtualPicoW;

/// <summary>Where a peer waits for connections.</summary>
public sealed class PeerListener : IDisposable
{
    private readonly SimulatedListener listener;
    private readonly Signal change = new();

    internal PeerListener(SimulatedListener listener)
    {
        this.listener = listener;
        listener.Changed += change.Set;
    }

    /// <summary>Waits for the next one.</summary>
    public async Task<PeerConnection> Accept()
    {
        await change.Until(() => listener.Count > 0);
        return new PeerConnection(listener.Accept()!);
    }

    /// <summary>Listens no more.</summary>
    public void Dispose() => listener.Close();
}
