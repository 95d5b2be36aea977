namespace AsyncCore.Board;

/// <summary>How far the board is with its WiFi.</summary>
public enum WifiState
{
    /// <summary>On no network, and it will try again after a while; or no task keeps it joined.</summary>
    Down,

    /// <summary>Trying to join.</summary>
    Joining,

    /// <summary>On the network, with an address.</summary>
    Up,
}
