namespace System.Device.Wifi;

/// <summary>How joining a network ended.</summary>
public enum WifiConnectionStatus
{
    /// <summary>The right to join was withdrawn.</summary>
    AccessRevoked = 0,

    /// <summary>The password was wrong.</summary>
    InvalidCredential = 1,

    /// <summary>No such network answered.</summary>
    NetworkNotAvailable = 2,

    /// <summary>The board has joined.</summary>
    Success = 3,

    /// <summary>It took too long.</summary>
    Timeout = 4,

    /// <summary>Something else went wrong.</summary>
    UnspecifiedFailure = 5,

    /// <summary>The network wants an authentication that the board does not know.</summary>
    UnsupportedAuthenticationProtocol = 6,
}
