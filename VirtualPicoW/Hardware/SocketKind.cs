namespace VirtualPicoW.Hardware;

/// <summary>What a socket carries.</summary>
public enum SocketKind
{
    /// <summary>TCP.</summary>
    Stream,

    /// <summary>UDP.</summary>
    Datagram,
}
