using System;
using System.Collections.Generic;
using System.Runtime.Loader;

namespace VirtualPicoW;

/// <summary>
/// nanoFramework's own types that firmware holds most: how many fields they have there. A stand-in's own fields say nothing about that, for it is made differently.
/// </summary>
internal static class BoardTypes
{
    /// <summary>Those for which .NET's own stand in.</summary>
    private static readonly Dictionary<string, int> OfNet = new()
    {
        ["System.Exception"] = 4,
        ["System.Guid"] = 4,
        ["System.Random"] = 3,
        ["System.Version"] = 4,
        ["System.WeakReference"] = 3,
        ["System.EventArgs"] = 0,
        ["System.Attribute"] = 0,
        ["System.Globalization.CultureInfo"] = 5,
        ["System.Threading.AutoResetEvent"] = 0,
        ["System.Threading.ManualResetEvent"] = 0,
        ["System.Threading.Thread"] = 5,
        ["System.Threading.Timer"] = 10,
    };

    private static readonly Dictionary<string, int> OfStandIns = new()
    {
        ["System.Threading.CancellationTokenSource"] = 8,
        ["System.Threading.CancellationToken"] = 1,
        ["System.Threading.CancellationTokenRegistration"] = 2,
        ["System.Collections.Hashtable"] = 5,
        ["System.Text.StringBuilder"] = 5,
        ["System.IO.MemoryStream"] = 8,
        ["System.IO.StreamReader"] = 8,
        ["System.IO.StreamWriter"] = 6,
        ["System.Net.IPAddress"] = 4,
        ["System.Net.IPEndPoint"] = 2,
        ["System.Net.Sockets.SocketException"] = 5,
        ["System.Net.Sockets.Socket"] = 7,
        ["System.Net.Sockets.NetworkStream"] = 5,
        ["System.Net.Security.SslStream"] = 9,
        ["System.Net.NetworkInformation.NetworkInterface"] = 16,
        ["System.Security.Cryptography.X509Certificates.X509Certificate"] = 7,
        ["System.Security.Cryptography.X509Certificates.X509Certificate2"] = 9,
        ["System.Device.Gpio.GpioPin"] = 7,
        ["System.Device.Gpio.GpioController"] = 2,
        ["System.Device.Wifi.WifiAdapter"] = 5,
        ["System.Device.Wifi.WifiAvailableNetwork"] = 4,
        ["System.Device.Wifi.WifiConnectionResult"] = 1,
        ["System.Device.Wifi.WifiNetworkReport"] = 1,
    };

    /// <summary>How many blocks an object of the type has on a board beside its header, or -1 if nothing is known of it.</summary>
    public static int FieldsOf(Type type)
    {
        bool isOfNet = AssemblyLoadContext.GetLoadContext(type.Assembly) == AssemblyLoadContext.Default;
        return type.FullName is { } name && (isOfNet ? OfNet : OfStandIns).TryGetValue(name, out int fields) ? fields : -1;
    }
}
