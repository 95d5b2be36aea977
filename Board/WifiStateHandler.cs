namespace AsyncCore.Board;

/// <summary>Is told, on the loop, that the state of the WiFi has changed.</summary>
/// <param name="wifi">The WiFi in its new state.</param>
public delegate void WifiStateHandler(Wifi wifi);
