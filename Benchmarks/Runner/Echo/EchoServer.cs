using System.Net;
using System.Net.Sockets;

namespace Benchmarks.Runner.Echo;

/// <summary>A program that sends back what clients send, to be run in a process of its own. It is given the port and how many tasks are to spin.</summary>
/// <param name="Name">Whose asyncio it is.</param>
/// <param name="Command">What to start.</param>
/// <param name="Arguments">What comes before the port.</param>
/// <param name="TellsAllocations">True if it answers each line of input with the bytes that it has allocated so far.</param>
internal sealed record EchoServer(string Name, string Command, string[] Arguments, bool TellsAllocations)
{
    private static readonly string Script = Path.Combine(AppContext.BaseDirectory, "python", "echo_server.py");

    /// <summary>Ours: this very program, as <see cref="DeviceServer"/>.</summary>
    public static EchoServer Ours(string devicePath) =>
        new("AsyncCore", Environment.ProcessPath!, ["exec", typeof(EchoServer).Assembly.Location, DeviceServer.Word, devicePath], true);

    public static EchoServer Of(Python python) => new(python.Name, python.Command, [Script], false);

    public RunningServer Start(int spinning)
    {
        int port = FreePort();
        return new RunningServer(Command, [.. Arguments, $"{port}", $"{spinning}"], port, TellsAllocations);
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
