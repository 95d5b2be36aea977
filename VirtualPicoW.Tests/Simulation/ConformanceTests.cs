using System;

namespace VirtualPicoW.Tests;

/// <summary>What Net's tests ask of sockets, asked of those of the simulated network: the same tests pass over real ones.</summary>
public class ConformanceTests
{
    [Theory]
    [InlineData("ConformanceTests")]
    public void A_class_of_Nets_tests_passes_over_simulated_sockets(string name)
    {
        using Simulation simulation = new();
        using DeviceTestRunner runner = new(BuildOutput.NetTests, () => new BoardOptions { World = simulation.NewWorld(), JoinTime = TimeSpan.Zero });

        Assert.All(runner.Names, test =>
        {
            if (test.StartsWith(name + ".", StringComparison.Ordinal))
            {
                DeviceTestResult result = runner.Run(test);
                Assert.True(result.Outcome != DeviceTestOutcome.Failed, $"{test}: {result.Message}");
            }
        });
    }
}
