namespace Benchmarks.Runner.Echo;

/// <summary>Clients that each have one message in flight, all the time.</summary>
/// <param name="Clients">How many.</param>
/// <param name="MessageBytes">How long a message is.</param>
/// <param name="Spinning">How many tasks keep the server's loop busy beside them.</param>
internal sealed record EchoBenchmark(int Clients, int MessageBytes, int Spinning = 0)
{
    private const int SmallBytes = 64;
    private const int Rounds = 3;

    /// <summary>All that is measured.</summary>
    public static EchoBenchmark[] All { get; } =
    [
        new(1, SmallBytes),
        new(10, SmallBytes),
        new(50, SmallBytes),
        new(200, SmallBytes),
        new(10, 1024),
        new(10, 16384),
        new(1, SmallBytes, Spinning: 100),
    ];

    public string Name =>
        $"echo of {MessageBytes} bytes, {Clients} client{(Clients == 1 ? "" : "s")}{(Spinning > 0 ? $", {Spinning} spinning tasks" : "")}";

    /// <summary>Puts the servers under load in turn, some rounds; prints the median of each.</summary>
    public async Task Run(EchoServer[] servers)
    {
        List<EchoFigures>[] figures = [.. servers.Select(_ => new List<EchoFigures>())];
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < servers.Length; i++)
            {
                using RunningServer server = servers[i].Start(Spinning);
                figures[i].Add(await EchoLoad.Measure(server, Clients, MessageBytes));
            }
        }

        if (Spinning == 0)
        {
            Print("round trips", "per second", figure => figure.PerSecond, moreIsBetter: true);
            Print("throughput", "MB per second", figure => figure.PerSecond * MessageBytes / 1e6, moreIsBetter: true);
            Print("server's processor", "us", figure => figure.ProcessorUs, moreIsBetter: false);
        }

        Print("p50", "us", figure => figure.MedianUs, moreIsBetter: false);
        Print("p99", "us", figure => figure.Percentile99Us, moreIsBetter: false);
        Console.WriteLine($"{Name}, allocated: {Figure.Round(Math.Round(Median(figures[0], figure => figure.AllocatedBytes), 1))} bytes each");

        void Print(string what, string unit, Func<EchoFigures, double> value, bool moreIsBetter)
        {
            double ours = Median(figures[0], value);
            string comparisons = string.Join("; ", servers.Zip(figures).Skip(1).Select(other =>
            {
                double theirs = Median(other.Second, value);
                double ratio = moreIsBetter ? ours / theirs : theirs / ours;
                return FormattableString.Invariant($"{other.First.Name}: {Figure.Round(theirs)} {unit}, ratio {ratio:0.0#}");
            }));
            Console.WriteLine($"{Name}, {what}: {Figure.Round(ours)} {unit}{(comparisons.Length == 0 ? "" : $" ({comparisons})")}");
        }
    }

    private static double Median(List<EchoFigures> figures, Func<EchoFigures, double> value) =>
        figures.Select(value).Order().ElementAt(figures.Count / 2);
}
