using System;
using Xunit.Abstractions;

namespace VirtualPicoW.Tests;

/// <summary>What Net does over sockets, as tests that run on the virtual board and talk to themselves.</summary>
[TestCaseOrderer("VirtualPicoW.Tests." + nameof(AsListed), "VirtualPicoW.Tests")]
public sealed class NetDeviceTests(NetDeviceTests.Suite suite, ITestOutputHelper output) : IClassFixture<NetDeviceTests.Suite>
{
    /// <summary>Both ends of every connection are on the board, so it needs more than a Pico W has.</summary>
    private const int Sockets = 16;

    public static TheoryData<DeviceTestName> Tests => DeviceTestName.AllOf(Built.NetTests);

    [Theory(DisplayName = "device")]
    [MemberData(nameof(Tests))]
    public void Passes_on_the_virtual_board(DeviceTestName test) => suite.Tests.Check(test, output);

    public sealed class Suite : IDisposable
    {
        public DeviceTests Tests { get; } = new(
            Built.NetTests, () => new BoardOptions { JoinTime = TimeSpan.Zero, SocketLimit = Sockets });

        public void Dispose() => Tests.Dispose();
    }
}
