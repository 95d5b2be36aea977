using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text;
using System.Threading.Tasks;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>The name server of a simulated network. It knows its hosts, and says of all others that there are none.</summary>
public sealed class NameServerPeer
{
    private const int HeaderLength = 12;

    private readonly Dictionary<string, string[]> hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly Simulation simulation;

    internal NameServerPeer(Simulation simulation, Host host)
    {
        this.simulation = simulation;
        PeerDatagrams socket = host.OpenDatagrams(HostWorld.NameServerPort);
        simulation.Start(() => Serve(socket));
    }

    /// <summary>How long it thinks about an answer.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Whether it keeps silent about everything.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Knows a host from now on; without addresses, it keeps silent about it and about those below it.</summary>
    public void Add(string name, params string[] addresses) => hosts[name] = addresses;

    /// <summary>The first address of a host; 0 if there is none.</summary>
    internal uint Find(string name) => hosts.TryGetValue(name, out string[]? addresses) && addresses.Length > 0 ? Simulation.AddressOf(addresses[0]) : 0;

    private static string NameIn(byte[] question)
    {
        List<string> labels = [];
        for (int offset = HeaderLength; offset < question.Length && question[offset] != 0; offset += question[offset] + 1)
        {
            labels.Add(Encoding.ASCII.GetString(question, offset + 1, Math.Min(question[offset], question.Length - offset - 1)));
        }

        return string.Join('.', labels);
    }

    private bool IsKeptSilentAbout(string name) =>
        hosts.Any(host => host.Value.Length == 0 && (name.Equals(host.Key, StringComparison.OrdinalIgnoreCase) || name.EndsWith("." + host.Key, StringComparison.OrdinalIgnoreCase)));

    private async Task Serve(PeerDatagrams socket)
    {
        while (true)
        {
            (byte[] question, Endpoint sender) = await socket.Receive();
            string name = question.Length > HeaderLength ? NameIn(question) : string.Empty;
            if (!IsSilent && name.Length > 0 && !IsKeptSilentAbout(name))
            {
                simulation.At(simulation.Now + Delay, () => socket.Send(Answer(question, hosts.GetValueOrDefault(name, [])), sender));
            }
        }
    }

    private static byte[] Answer(byte[] question, string[] addresses)
    {
        byte[] header = (byte[])question.Clone();
        header[2] = 0x81;
        header[3] = (byte)(addresses.Length > 0 ? 0x80 : 0x83);
        header[7] = (byte)addresses.Length;
        return [.. header, .. addresses.SelectMany(address => (byte[])[0xC0, HeaderLength, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, .. IPAddress.Parse(address).GetAddressBytes()])];
    }
}
