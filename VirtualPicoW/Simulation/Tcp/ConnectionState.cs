namespace VirtualPicoW;

/// <summary>How far a connection is; the names are those of RFC 9293.</summary>
internal enum ConnectionState
{
    /// <summary>It is over, or has not begun.</summary>
    Closed,

    /// <summary>This end has asked.</summary>
    SynSent,

    /// <summary>The other end has asked, and was answered.</summary>
    SynReceived,

    /// <summary>Both ends may send. Whether one of them has said that it will not is another matter.</summary>
    Established,

    /// <summary>Both ends have ended it; late segments may still come.</summary>
    TimeWait,
}
