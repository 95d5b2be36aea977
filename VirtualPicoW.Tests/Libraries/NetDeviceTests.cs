using System;
using Xunit.Abstractions;

namespace VirtualPicoW.Tests;

/// <summary>What Net does over sockets, as tests that run on the virtual board and talk to themselves.</summary>
[TestCaseOrderer("VirtualPicoW.Tests." + nameof(AssemblyOrderer), "VirtualPicoW.Tests")]
public sealed class NetDeviceTests(NetDeviceTests.Suite suite, ITestOutputHelper output) : IClassFixture<NetDeviceTests.Suite>
{
    /// <summary>Both ends of every connection are on the board, so it needs more than a Pico W has.</summary>
    private const int Sockets = 16;

    public static TheoryData<DeviceTestName> Tests => DeviceTestName.AllOf(BuildOutput.NetTests);

    [Theory(DisplayName = "device")]
    [MemberData(nameof(Tests))]
    public void Passes_on_the_virtual_board(DeviceTestName test) => suite.Tests.Check(test, output);

    public sealed class Suite : IDisposable
    {
        private readonly NameServer _nameServer = new(
            ("pico.test", ["127.0.0.1"]),
            ("two.test", ["127.0.0.2", "127.0.0.1"]),
            ("half-silent.test", ["127.0.0.9", "127.0.0.1"]),
            ("dead.test", ["127.0.0.9", "127.0.0.2"]));

        public Suite() => Tests = new DeviceTestRunner(BuildOutput.NetTests, () => new BoardOptions
        {
            World = new WorldWithSilentHost(new HostWorld(_nameServer.EndPoint)),
            JoinTime = TimeSpan.Zero,
            SocketLimit = Sockets,
        });

        public DeviceTestRunner Tests { get; }

        public void Dispose()
        {
            Tests.Dispose();
            _nameServer.Dispose();
        }
    }
}
