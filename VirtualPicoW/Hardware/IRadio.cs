using System;
using System.Collections.Generic;

namespace VirtualPicoW.Hardware;

/// <summary>The WiFi station of the board.</summary>
public interface IRadio
{
    /// <summary>Raised on the interrupt thread when the link came up (true) or went down.</summary>
    event Action<bool>? LinkChanged;

    /// <summary>Whether the board is on a network.</summary>
    bool IsUp { get; }

    /// <summary>The board's IPv4 address, first number in the highest byte; 0 while the link is down.</summary>
    uint Address { get; }

    /// <summary>The IPv4 addresses of the name servers that the network has named; none while the link is down.</summary>
    IReadOnlyList<uint> NameServers { get; }

    /// <summary>The address of the radio itself, six bytes.</summary>
    byte[] HardwareAddress { get; }

    /// <summary>Joins a network. Blocks the calling thread until it is known how that ended.</summary>
    JoinResult Join(string ssid, string password);

    /// <summary>Leaves the network.</summary>
    void Leave();

    /// <summary>Listens for access points. Blocks the calling thread meanwhile.</summary>
    IReadOnlyList<ScannedNetwork> Scan();
}
