namespace System.Net.NetworkInformation;

/// <summary>A station came or went. The Pico W is no access point on this target, so none does.</summary>
public class NetworkAPStationEventArgs : EventArgs
{
    internal NetworkAPStationEventArgs()
    {
    }

    /// <summary>Whether it came.</summary>
    public bool IsConnected => false;

    /// <summary>Its number.</summary>
    public int StationIndex => 0;
}
