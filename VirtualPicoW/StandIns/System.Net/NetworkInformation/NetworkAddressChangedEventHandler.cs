namespace System.Net.NetworkInformation;

/// <summary>Handles a change of the board's address.</summary>
public delegate void NetworkAddressChangedEventHandler(object sender, EventArgs e);
