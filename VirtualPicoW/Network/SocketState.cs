namespace VirtualPicoW;

/// <summary>How a socket stands.</summary>
/// <param name="Number">Which it is: they are numbered in the order in which they were opened.</param>
/// <param name="Kind">"listening", "connected", "datagrams" or "new".</param>
/// <param name="Local">Where it is bound, if that is known.</param>
/// <param name="Peer">Whom it is connected to, if anybody.</param>
/// <param name="ReceivedBytes">How many bytes the firmware has received.</param>
/// <param name="SentBytes">How many it has sent.</param>
internal sealed record SocketState(int Number, string Kind, string? Local, string? Peer, long ReceivedBytes, long SentBytes);
