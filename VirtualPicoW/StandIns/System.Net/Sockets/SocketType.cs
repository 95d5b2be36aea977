namespace System.Net.Sockets;

/// <summary>What a socket carries; the board knows Stream and Dgram only.</summary>
public enum SocketType
{
    Stream = 1,
    Dgram = 2,
    Raw = 3,
    Rdm = 4,
    Seqpacket = 5,
    Unknown = -1,
}
