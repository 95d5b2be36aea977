using System;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;

namespace VirtualPicoW;

/// <summary>Whom firmware finds on the network that has an echo server and telemetry, by the settings <c>echo.port</c> and <c>telemetry.port</c>: two busy clients and a collector.</summary>
internal sealed class FirmwarePeers
{
    private const int UsualClients = 2;

    private readonly Simulation simulation;
    private readonly VirtualBoard board;
    private readonly int? echoPort;
    private readonly CollectorPeer? collector;
    private readonly EchoClientPeer[] clients;

    private FirmwarePeers(Simulation simulation, VirtualBoard board, int? echoPort, int? telemetryPort, int clientCount)
    {
        this.simulation = simulation;
        this.board = board;
        this.echoPort = echoPort;
        clients = [.. Enumerable.Range(1, clientCount).Select(number => NewClient(number))];
        collector = telemetryPort is { } collectorPort ? new CollectorPeer(simulation, simulation.Computer, collectorPort) : null;
    }

    /// <summary>How many lines of telemetry have come.</summary>
    public long Reports => collector?.Count ?? 0;

    /// <summary>Those for a firmware; null if it has no such settings.</summary>
    public static FirmwarePeers? For(Simulation simulation, VirtualBoard board, Firmware firmware, int clientCount = UsualClients)
    {
        string[] settings = firmware.Settings?.Names() ?? [];
        int? echoPort = PortIn(settings, "echo.port=");
        int? telemetryPort = PortIn(settings, "telemetry.port=");
        return echoPort == null && telemetryPort == null ? null : new FirmwarePeers(simulation, board, echoPort, telemetryPort, echoPort == null ? 0 : clientCount);
    }

    /// <summary>The clients leave for ever.</summary>
    public void Leave()
    {
        foreach (EchoClientPeer client in clients)
        {
            client.Leave();
        }
    }

    /// <summary>As many others come.</summary>
    public EchoClientPeer[] Renew() => [.. clients.Select((_, index) => NewClient(clients.Length + index + 1))];

    /// <summary>A client comes, says nothing for a time, and leaves.</summary>
    public async Task BeSilentFor(TimeSpan time)
    {
        if (echoPort is { } port)
        {
            using PeerConnection connection = await simulation.Computer.Connect(board, port);
            await simulation.Delay(time);
        }
    }

    /// <summary>Others come one after the other, each says a word, hears it, and leaves.</summary>
    public async Task Visit(int count)
    {
        byte[] word = [(byte)'?'];
        for (int visit = 0; visit < count && echoPort is { } port; visit++)
        {
            using PeerConnection connection = await simulation.Computer.Connect(board, port);
            await connection.Write(word);
            if (await connection.ReadAll(new byte[word.Length]) < word.Length)
            {
                throw new PeerException(System.Net.Sockets.SocketError.ConnectionReset, $"visitor {visit + 1} of {count} heard no echo");
            }
        }
    }

    /// <summary>What they have seen.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"echoed {clients.Sum(client => client.EchoedBytes)} bytes in {clients.Sum(client => client.Messages)} messages of {clients.Sum(client => client.Connections)} connections, telemetry {Reports} lines");

    private EchoClientPeer NewClient(int number) => new(simulation, simulation.Computer, board, echoPort!.Value, number.ToString(CultureInfo.InvariantCulture));

    private static int? PortIn(string[] settings, string name) =>
        settings.FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal)) is { } line
        && int.TryParse(line[name.Length..].Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int port) ? port : null;
}
