namespace VirtualPicoW.Hardware;

/// <summary>What a socket may be ready for; the numbers are those of nanoFramework's SelectMode.</summary>
public enum Readiness
{
    /// <summary>Bytes, a connection or the end of the stream can be had without waiting.</summary>
    Read = 0,

    /// <summary>A whole send buffer of bytes can be sent without waiting.</summary>
    Write = 1,

    /// <summary>The socket has failed.</summary>
    Error = 2,
}
