using System;
using System.Text;
using System.Threading.Tasks;

namespace VirtualPicoW;

/// <summary>Takes in what boards report by datagrams.</summary>
public sealed class CollectorPeer
{
    /// <summary>Puts one onto a host, and lets it begin.</summary>
    public CollectorPeer(Simulation simulation, Host host, int port)
    {
        PeerDatagrams socket = host.OpenDatagrams(port);
        simulation.Start(() => Collect(socket));
    }

    /// <summary>How many reports have come.</summary>
    public long Count { get; private set; }

    /// <summary>The last one.</summary>
    public string Last { get; private set; } = string.Empty;

    private async Task Collect(PeerDatagrams socket)
    {
        while (true)
        {
            Last = Encoding.UTF8.GetString((await socket.Receive()).Bytes).TrimEnd();
            Count++;
        }
    }
}
