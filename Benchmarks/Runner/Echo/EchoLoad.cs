using System.Diagnostics;

namespace Benchmarks.Runner.Echo;

/// <summary>Puts a server under load, and tells how it bears it.</summary>
internal static class EchoLoad
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(1.5);

    /// <summary>
    /// Lets one thread serve all clients, which waits for all of them at once and goes on with whoever is ready: so .NET's sockets do it on Linux if they are told before the first one.
    /// </summary>
    public static void UseOneThread()
    {
        Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
        Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT", "1");
    }

    public static async Task<EchoFigures> Measure(RunningServer server, int clientCount, int messageBytes)
    {
        await Visit(server);
        EchoClient[] clients = [.. Enumerable.Range(0, clientCount).Select(_ => new EchoClient(messageBytes))];
        foreach (EchoClient client in clients)
        {
            await client.Connect(server.Port);
        }

        LoadPhase phase = new();
        Task conversing = Task.WhenAll(clients.Select(client => Task.Run(() => client.Converse(phase))));
        await Task.WhenAny(conversing, Task.Delay(WarmUp));

        long allocated = server.AllocatedBytes();
        TimeSpan processor = server.ProcessorTime;
        long start = Stopwatch.GetTimestamp();
        phase.BeginMeasuring();
        await Task.WhenAny(conversing, Task.Delay(Duration));
        phase.End();
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        processor = server.ProcessorTime - processor;
        allocated = server.AllocatedBytes() - allocated;

        await conversing;
        long[] ticks = [.. clients.SelectMany(client => client.Ticks).Order()];
        foreach (EchoClient client in clients)
        {
            client.Dispose();
        }

        double Microseconds(double share) => ticks[(int)(share * ticks.Length)] * 1e6 / Stopwatch.Frequency;
        return new EchoFigures(
            ticks.Length / elapsed.TotalSeconds,
            processor.TotalMicroseconds / ticks.Length,
            (double)allocated / ticks.Length,
            Microseconds(0.5),
            Microseconds(0.99));
    }

    /// <summary>A client that comes and goes, as in real life: CPython is three times as fast from then on, for only then it keeps the memory for what it receives.</summary>
    private static async Task Visit(RunningServer server)
    {
        using EchoClient client = new(1);
        await client.Connect(server.Port);
        LoadPhase phase = new();
        Task conversing = client.Converse(phase);
        phase.End();
        await conversing;
    }
}
