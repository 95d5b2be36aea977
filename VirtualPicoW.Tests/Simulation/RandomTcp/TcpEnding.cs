namespace VirtualPicoW.Tests;

/// <summary>How a random program ends; one of both ends, the actor, begins that.</summary>
public enum TcpEnding
{
    /// <summary>The actor closes, the other one reads the end and closes too.</summary>
    Close,

    /// <summary>The actor says that it sends no more, and reads what the other one still has to say.</summary>
    EndSending,

    /// <summary>The actor resets the connection.</summary>
    Reset,

    /// <summary>The actor closes with bytes that it has not read.</summary>
    CloseUnread,

    /// <summary>The actor closes, and the other one goes on writing.</summary>
    WriteAfterClose,

    /// <summary>The actor resets the connection in the middle of what the other one sends.</summary>
    ResetInTransfer,

    /// <summary>Nobody listens.</summary>
    Refuse,
}
