using System;
using System.Net.Sockets;
using System.Threading.Tasks;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>
/// A computer in a simulated network. What it does is plain C#: async methods, started by <see cref="Simulation.Start"/>, that wait in simulated time.
/// </summary>
public sealed class Host
{
    private readonly Simulation simulation;

    internal Host(Simulation simulation, SimulatedHost kernel)
    {
        this.simulation = simulation;
        Kernel = kernel;
        Address = new Endpoint(kernel.Address, 0).AddressText;
    }

    /// <summary>Its name.</summary>
    public string Name => Kernel.Name;

    /// <summary>Its IPv4 address, in dotted form.</summary>
    public string Address { get; }

    /// <summary>What its link to the network does to packets, in both directions.</summary>
    public LinkProfile Link
    {
        set
        {
            Kernel.Up.Profile = value;
            Kernel.Down.Profile = value;
        }
    }

    /// <summary>Whether it hears nothing of what others send.</summary>
    public bool IsDeaf
    {
        get => Kernel.Down.Cut != null;
        set => Kernel.Down.Cut = value ? $"lost, for {Name} is deaf" : null;
    }

    /// <summary>Whether nothing of what it sends is heard.</summary>
    public bool IsMute
    {
        get => Kernel.Up.Cut != null;
        set => Kernel.Up.Cut = value ? $"lost, for {Name} is mute" : null;
    }

    internal SimulatedHost Kernel { get; }

    /// <summary>It says nothing and hears nothing any more: its power is gone, or its cable.</summary>
    public void Vanish() => IsDeaf = IsMute = true;

    /// <summary>It is back, with the connections that it had.</summary>
    public void Return() => IsDeaf = IsMute = false;

    /// <summary>Its power was cut and is back: it knows nothing of the connections that it had, and who sends on one is told so. Who listens there still does.</summary>
    public void Restart()
    {
        Return();
        Kernel.ForgetConnections(SocketError.ConnectionAborted);
    }

    /// <summary>Connects, and waits until that is done.</summary>
    /// <param name="board">Whom to; waits until it has an address.</param>
    /// <param name="port">The port.</param>
    /// <exception cref="PeerException">It was refused, or nobody answered.</exception>
    public async Task<PeerConnection> Connect(VirtualBoard board, int port)
    {
        while (AddressOf(board) == 0)
        {
            await simulation.Delay(TimeSpan.FromMilliseconds(50));
        }

        return await Connect(new Endpoint(AddressOf(board), 0).AddressText, port);
    }

    /// <summary>Connects, and waits until that is done.</summary>
    /// <exception cref="PeerException">It was refused, or nobody answered.</exception>
    public async Task<PeerConnection> Connect(string address, int port)
    {
        PeerConnection connection = new(Kernel.Connect(0, new Endpoint(Simulation.AddressOf(address), port)));
        await connection.Opened();
        return connection;
    }

    /// <summary>Starts to listen.</summary>
    public PeerListener Listen(int port, int backlog = 16) => new(Kernel.Listen(port, backlog));

    /// <summary>Opens a socket for datagrams; port 0 takes any free one.</summary>
    public PeerDatagrams OpenDatagrams(int port = 0) => new(Kernel, Kernel.OpenDatagrams(port, int.MaxValue));

    private static uint AddressOf(VirtualBoard board) => ((SimulatedWorld)board.Latest.World).Host.Address;
}
