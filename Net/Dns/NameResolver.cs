using System;
using System.Net;

namespace AsyncCore.Net;

/// <summary>
/// Finds the addresses of hosts by their names, without holding up the loop; nanoFramework's own <c>Dns</c> class freezes every thread of the board meanwhile.
/// In asyncio: <c>getaddrinfo()</c>.
/// </summary>
/// <remarks>
/// <para>
/// It asks the name servers of the network with datagrams, through one socket for all names, which it gives back when no question is open. Tasks that want the same name at the
/// same time share one question; what was found out is kept as long as the name server allows.
/// </para>
/// <para>IPv4 only; no names of <c>.local</c>, which are resolved by multicast; no answers too long for a datagram of 512 bytes.</para>
/// </remarks>
public sealed class NameResolver : ITaskOwner
{
    /// <summary>How many names are looked up at once; whoever wants one more waits until a place is free.</summary>
    public const int MaxLookups = 4;

    private readonly NameLookup[] lookups = new NameLookup[MaxLookups];
    private readonly NamedWaitQueue freed = new NamedWaitQueue("its turn to resolve a name");
    private readonly NameCache cache = new NameCache();
    private readonly DnsClient exchange;
    private IPEndPoint[] servers;

    internal NameResolver(DnsTransport.Opener opener) => exchange = new DnsClient(opener);

    /// <summary>The board's resolver.</summary>
    public static NameResolver Default { get; } = new NameResolver(SocketDnsTransport.Open);

    /// <summary>
    /// The servers to ask, in this order; at first null, which means those that the network names. Setting them forgets what the others have said.
    /// </summary>
    /// <exception cref="ArgumentException">There is none among them, or more than four, or one is null.</exception>
    public IPEndPoint[] Servers
    {
        get => servers;
        set
        {
            if (value != null && (value.Length == 0 || value.Length > NameServers.Most || Array.IndexOf(value, null) >= 0))
            {
                throw new ArgumentException("Give 1 to " + NameServers.Most + " name servers, or null for those of the network.");
            }

            servers = value;
            cache.Clear();
        }
    }

    /// <summary>Finds the addresses of a host. In asyncio: <c>getaddrinfo()</c>.</summary>
    /// <param name="host">A name such as <c>example.org</c>, or an IPv4 address, for which nobody is asked.</param>
    /// <returns>One to eight addresses, in the order in which the server gave them.</returns>
    /// <exception cref="NameNotFoundException">There is no such host, or it has no IPv4 address.</exception>
    /// <exception cref="NameResolutionException">Nobody answered, or not with an answer; the message says who was asked. With one server that takes six seconds.</exception>
    /// <exception cref="TooManySocketsException">The board has no socket left to ask with.</exception>
    /// <exception cref="ArgumentException">It is neither a name nor an address.</exception>
    public async Coroutine<IPAddress[]> Resolve(string host)
    {
        IPAddress address = IPv4.TryParse(host);
        if (address != null)
        {
            return new IPAddress[] { address };
        }

        string name = HostName.Check(host);
        if (name == HostName.Localhost)
        {
            return new IPAddress[] { IPAddress.Loopback };
        }

        if (HostName.IsMulticast(name))
        {
            throw new NameResolutionException("'" + host + "' cannot be resolved: names of .local are resolved by multicast, which is not there. Use its address.");
        }

        NameCacheEntry record = cache.Find(name);
        while (record == null)
        {
            NameLookup lookup = Find(name) ?? TryStart(name);
            if (lookup != null)
            {
                await lookup.Join();
                record = lookup.Record;
            }
            else
            {
                await freed;
                record = cache.Find(name);
            }
        }

        return record.ToAddresses();
    }

    /// <summary>Finds the first address of a host, to send datagrams to.</summary>
    /// <param name="host">A name such as <c>example.org</c>, or an IPv4 address.</param>
    /// <param name="port">The port, 1 to 65535.</param>
    /// <returns>The address and the port.</returns>
    /// <exception cref="NameNotFoundException">There is no such host, or it has no IPv4 address.</exception>
    /// <exception cref="NameResolutionException">Nobody answered, or not with an answer.</exception>
    /// <exception cref="TooManySocketsException">The board has no socket left to ask with.</exception>
    /// <exception cref="ArgumentException">It is neither a name nor an address.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The port is out of range.</exception>
    public async Coroutine<IPEndPoint> ResolveEndPoint(string host, int port)
    {
        IPv4.CheckPort(port);
        IPAddress[] addresses = await Resolve(host);
        return new IPEndPoint(addresses[0], port);
    }

    /// <summary>A lookup has ended, one way or the other.</summary>
    /// <returns>True: if nobody waits any more, nobody wants to know how.</returns>
    bool ITaskOwner.NoteEnd(Task task)
    {
        NameLookup lookup = ((LookupTask)task).Lookup;
        lookups[Array.IndexOf(lookups, lookup)] = null;
        if (lookup.Record != null)
        {
            cache.Add(lookup.Record);
        }

        freed.WakeAll();
        return true;
    }

    /// <summary>The lookup of a name that others want already. One that they have all given up is about to end, and of no use.</summary>
    private NameLookup Find(string name)
    {
        for (int i = 0; i < MaxLookups; i++)
        {
            NameLookup lookup = lookups[i];
            if (lookup != null && lookup.WaitingCount > 0 && lookup.Name == name)
            {
                return lookup;
            }
        }

        return null;
    }

    /// <summary>Starts a lookup, or returns null if there is no place for one.</summary>
    private NameLookup TryStart(string name)
    {
        int place = Array.IndexOf(lookups, null);
        if (place < 0)
        {
            return null;
        }

        NameLookup lookup = new NameLookup(name, FindServers(), exchange);
        lookup.Task = EventLoop.Current.Start(new LookupTask(this, lookup));
        lookups[place] = lookup;
        return lookup;
    }

    private IPEndPoint[] FindServers()
    {
        IPEndPoint[] found = servers ?? NameServers.OfInterfaces();
        return found.Length > 0 ? found : throw new NameResolutionException(
            "No name can be resolved: the board is on no network, or the network names no name server. Join one, or set NameResolver.Default.Servers.");
    }
}
