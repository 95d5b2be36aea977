using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>
/// The world of the machine this runs on: real time and real sockets, on 127.0.0.1 only, so that any program on this machine can talk to
/// the board and nothing else can. Questions to its name servers are passed on to those of the machine.
/// </summary>
public sealed class HostWorld : World
{
    /// <summary>As many as the network stack of a Pico W keeps: lwIP's DNS_MAX_SERVERS.</summary>
    public const int MaxNameServers = 2;

    /// <summary>Where name servers answer.</summary>
    public const int NameServerPort = 53;

    /// <summary>127.0.0.53 and 127.0.0.54.</summary>
    private const uint FirstNameServer = Endpoint.Loopback + 52;

    private readonly Lazy<NameServerRelay[]> relays;
    private readonly SocketWatch watch = new();

    /// <summary>A world with the name servers of this machine.</summary>
    public HostWorld() => relays = new Lazy<NameServerRelay[]>(() => Relays(OfThisMachine()));

    /// <summary>A world with name servers of its own choice, or none.</summary>
    /// <exception cref="ArgumentException">They are too many.</exception>
    public HostWorld(params IReadOnlyList<IPEndPoint> nameServers)
    {
        if (nameServers.Count > MaxNameServers)
        {
            throw new ArgumentException($"A board knows {MaxNameServers} name servers at most, not {nameServers.Count}.");
        }

        NameServerRelay[] relays = Relays(nameServers);
        this.relays = new Lazy<NameServerRelay[]>(() => relays);
    }

    /// <summary>How long a closed socket may go on sending what its peer does not read; then the connection is reset. 20 s, as lwIP waits for a peer's FIN.</summary>
    internal TimeSpan MaxLinger { get; init; } = TimeSpan.FromSeconds(20);

    /// <inheritdoc/>
    public override uint BoardAddress => Endpoint.Loopback;

    /// <inheritdoc/>
    public override IReadOnlyList<uint> NameServers => Array.ConvertAll(relays.Value, relay => relay.Shown.Address);

    /// <inheritdoc/>
    public override IClock StartClock() => new HostClock();

    /// <inheritdoc/>
    public override IWorldSocket OpenSocket(SocketKind kind) => new HostSocket(kind, this, watch);

    /// <inheritdoc/>
    public override void SpinOnce() => watch.WaitForNews();

    /// <inheritdoc/>
    public override uint Resolve(string host) => host is "" or "localhost"
        ? Endpoint.Loopback
        : throw SocketFailures.Of(SocketError.HostNotFound, $"There is no host '{host}': a board in the host world knows localhost only.");

    /// <summary>The name server that the board finds there, or null.</summary>
    internal NameServerRelay? NameServerAt(Endpoint shown) =>
        shown.Port == NameServerPort && shown.Address >= FirstNameServer && shown.Address < FirstNameServer + MaxNameServers
            ? relays.Value.FirstOrDefault(relay => relay.Shown == shown)
            : null;

    /// <summary>The name server that has sent something, or null.</summary>
    internal NameServerRelay? NameServerThatSent(EndPoint sender)
    {
        if (!relays.IsValueCreated)
        {
            return null;
        }

        foreach (NameServerRelay relay in relays.Value)
        {
            if (relay.Speaks(sender))
            {
                return relay;
            }
        }

        return null;
    }

    private static NameServerRelay[] Relays(IReadOnlyList<IPEndPoint> servers) => servers
        .Select((server, index) => new NameServerRelay(new Endpoint(FirstNameServer + (uint)index, NameServerPort), server))
        .ToArray();

    private static IPEndPoint[] OfThisMachine() => NetworkInterface.GetAllNetworkInterfaces()
        .Where(network => network.OperationalStatus == OperationalStatus.Up)
        .SelectMany(network => network.GetIPProperties().DnsAddresses)
        .Where(address => address.AddressFamily == AddressFamily.InterNetwork)
        .Distinct()
        .Take(MaxNameServers)
        .Select(address => new IPEndPoint(address, NameServerPort))
        .ToArray();
}
