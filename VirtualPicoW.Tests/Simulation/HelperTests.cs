using System;
using System.Linq;

namespace VirtualPicoW.Tests;

/// <summary>What nanoFramework's own helpers wait for, they wait for in simulated time.</summary>
public class HelperTests
{
    public static TheoryData<string, int> Tests => new()
    {
        { "WifiTests.The_helper_waits_in_vain_for_a_network_that_refuses", 300 },
        { "WifiTests.Reconnecting_with_the_helper_joins_nothing", 300 },
        { "WifiTests.The_helper_joins_and_leaves", 0 },
        { "WifiTests.The_helper_signals_that_the_network_is_ready", 0 },
        { "WifiTests.A_thread_waits_for_a_token_that_cancels_itself", 310 },
    };

    [Theory]
    [MemberData(nameof(Tests))]
    public void A_helper_waits_in_simulated_time(string test, int leastMs)
    {
        using Simulation simulation = new();
        using DeviceTestRunner runner = new(BuildOutput.Firmware("BoardTests", "NFUnitTest.dll"), () => new BoardOptions { World = simulation.NewWorld(), JoinTime = TimeSpan.Zero });

        DeviceTestResult result = runner.Run(runner.Names.Single(name => name.EndsWith(test, StringComparison.Ordinal)));

        Assert.True(result.Outcome == DeviceTestOutcome.Passed, result.Message);
        Assert.InRange(simulation.Now, TimeSpan.FromMilliseconds(leastMs), TimeSpan.FromSeconds(2));
    }
}
