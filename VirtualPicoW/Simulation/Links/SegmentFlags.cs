using System;

namespace VirtualPicoW;

/// <summary>The flags of a segment of TCP, with the values that they have on the wire.</summary>
[Flags]
public enum SegmentFlags
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The sender has no more to say.</summary>
    Fin = 1,

    /// <summary>A connection begins.</summary>
    Syn = 2,

    /// <summary>A connection is over at once.</summary>
    Rst = 4,

    /// <summary>The bytes are to be given to the program.</summary>
    Psh = 8,

    /// <summary>The acknowledgement counts.</summary>
    Ack = 16,
}
