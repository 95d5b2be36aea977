using System;
using System.Collections.Generic;
using System.Linq;

namespace VirtualPicoW.Tests;

/// <summary>What Net's tests ask of sockets, asked of those of the simulated network: the same tests pass over real ones.</summary>
public class SocketSuiteTests
{
    /// <summary>Both ends of every connection are on the board, so it needs more sockets than a Pico W has.</summary>
    private const int Sockets = 16;

    private const string SilentHost = "127.0.0.9";

    [Theory]
    [InlineData("BadClientTests")]
    [InlineData("ChurnTests")]
    [InlineData("ClosingTests")]
    [InlineData("ConformanceTests")]
    [InlineData("ConnectTests")]
    [InlineData("DatagramTests")]
    [InlineData("InspectorTests")]
    [InlineData("NameTests")]
    [InlineData("PollerTests")]
    [InlineData("ServerTests")]
    [InlineData("TlsTests")]
    [InlineData("WifiTests")]
    public void A_class_of_Nets_tests_passes_over_simulated_sockets(string name)
    {
        using Simulation simulation = NewSimulation();
        using DeviceTestRunner runner = new(BuildOutput.NetTests, () => new BoardOptions { World = simulation.NewWorld(), JoinTime = TimeSpan.Zero, SocketLimit = Sockets });
        string[] tests = runner.Names.Where(test => test.StartsWith(name + ".", StringComparison.Ordinal)).ToArray();
        List<string> failed = [];
        foreach (string test in tests)
        {
            DeviceTestResult result = runner.Run(test);
            if (result.Outcome == DeviceTestOutcome.Failed)
            {
                failed.Add($"{test}: {result.Message}");
            }
        }

        Assert.NotEmpty(tests);
        Assert.True(failed.Count == 0, string.Join("\n", failed));
    }

    /// <summary>The same hosts that the tests find in the host world.</summary>
    private static Simulation NewSimulation()
    {
        Simulation simulation = new();
        simulation.NameServer.Add("pico.test", "127.0.0.1");
        simulation.NameServer.Add("two.test", "127.0.0.2", "127.0.0.1");
        simulation.NameServer.Add("silent.test");
        simulation.NameServer.Add("half-silent.test", SilentHost, "127.0.0.1");
        simulation.NameServer.Add("dead.test", SilentHost, "127.0.0.2");
        simulation.AddRule(packet => packet.Destination.AddressText == SilentHost ? PacketVerdict.Drop("lost, for the host is silent") : PacketVerdict.Pass);
        return simulation;
    }
}
