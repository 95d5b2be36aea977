namespace System.Net.NetworkInformation;

/// <summary>Handles the coming and going of the network.</summary>
public delegate void NetworkAvailabilityChangedEventHandler(object sender, NetworkAvailabilityEventArgs e);
