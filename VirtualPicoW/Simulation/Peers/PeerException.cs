using System;
using System.Net.Sockets;

namespace VirtualPicoW;

/// <summary>A peer's connection has failed.</summary>
/// <param name="error">Why.</param>
/// <param name="message">A sentence that says what happened.</param>
public sealed class PeerException(SocketError error, string message) : Exception(message)
{
    /// <summary>Why.</summary>
    public SocketError Error { get; } = error;
}
