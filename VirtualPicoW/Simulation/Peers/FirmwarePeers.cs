using System.Globalization;
using System.Linq;

namespace VirtualPicoW;

/// <summary>Whom firmware finds on the network that has an echo server and telemetry, by the settings <c>echo.port</c> and <c>telemetry.port</c>: two busy clients and a collector.</summary>
internal sealed class FirmwarePeers
{
    private readonly EchoClientPeer[] clients;
    private readonly CollectorPeer? collector;

    private FirmwarePeers(Simulation simulation, VirtualBoard board, int? echoPort, int? telemetryPort)
    {
        clients = echoPort is { } port ? [new EchoClientPeer(simulation, simulation.Computer, board, port, "1"), new EchoClientPeer(simulation, simulation.Computer, board, port, "2")] : [];
        collector = telemetryPort is { } collectorPort ? new CollectorPeer(simulation, simulation.Computer, collectorPort) : null;
    }

    /// <summary>Those for a firmware; null if it has no such settings.</summary>
    public static FirmwarePeers? For(Simulation simulation, VirtualBoard board, Firmware firmware)
    {
        string[] settings = firmware.Settings?.Names() ?? [];
        int? echoPort = PortIn(settings, "echo.port=");
        int? telemetryPort = PortIn(settings, "telemetry.port=");
        return echoPort == null && telemetryPort == null ? null : new FirmwarePeers(simulation, board, echoPort, telemetryPort);
    }

    /// <summary>What they have seen.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"echoed {clients.Sum(client => client.EchoedBytes)} bytes in {clients.Sum(client => client.Messages)} messages of {clients.Sum(client => client.Connections)} connections, telemetry {collector?.Count ?? 0} lines");

    private static int? PortIn(string[] settings, string name) =>
        settings.FirstOrDefault(line => line.StartsWith(name, System.StringComparison.Ordinal)) is { } line
        && int.TryParse(line[name.Length..].Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int port) ? port : null;
}
