namespace AsyncCore.Board;

/// <summary>How far the board is with its WiFi.</summary>
public enum WifiState
{
    /// <summary>On no network; it will try again after a while.</summary>
    Down,

    /// <summary>Trying to join.</summary>
    Joining,

    /// <summary>On the network, with an address.</summary>
    Up,
}
