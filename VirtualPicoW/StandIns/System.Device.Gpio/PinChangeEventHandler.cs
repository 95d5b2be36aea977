namespace System.Device.Gpio;

/// <summary>Handles a change of level.</summary>
public delegate void PinChangeEventHandler(object sender, PinValueChangedEventArgs pinValueChangedEventArgs);
