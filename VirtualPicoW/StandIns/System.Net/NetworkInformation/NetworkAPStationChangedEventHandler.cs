namespace System.Net.NetworkInformation;

/// <summary>Handles the coming and going of stations.</summary>
public delegate void NetworkAPStationChangedEventHandler(int NetworkIndex, NetworkAPStationEventArgs e);
