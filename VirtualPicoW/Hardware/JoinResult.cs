namespace VirtualPicoW.Hardware;

/// <summary>How an attempt to join a network ended.</summary>
public enum JoinResult
{
    /// <summary>The board is on the network and has an address.</summary>
    Joined,

    /// <summary>The access point refused the password.</summary>
    WrongPassword,

    /// <summary>No access point of that name answered.</summary>
    NotFound,

    /// <summary>The network gave the board no address in time.</summary>
    TimedOut,
}
