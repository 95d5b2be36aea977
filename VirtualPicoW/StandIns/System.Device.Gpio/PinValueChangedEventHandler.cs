namespace System.Device.Gpio;

/// <summary>Handles a change of level.</summary>
public delegate void PinValueChangedEventHandler(object sender, PinValueChangedEventArgs e);
