namespace System.Net.NetworkInformation;

/// <summary>What holds for the board as a whole.</summary>
public static class IPGlobalProperties
{
    /// <summary>The address of the board, 0.0.0.0 while it is on no network.</summary>
    public static IPAddress GetIPAddress() => IPAddress.GetDefaultLocalAddress();
}
