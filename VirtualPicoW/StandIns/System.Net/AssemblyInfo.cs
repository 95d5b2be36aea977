using System.Runtime.CompilerServices;

// The WiFi helper shares what the network helper is made of, as in nanoFramework.
[assembly: InternalsVisibleTo("System.Device.Wifi")]
