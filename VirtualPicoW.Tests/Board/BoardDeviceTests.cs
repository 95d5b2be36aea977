using System;
using Xunit.Abstractions;

namespace VirtualPicoW.Tests;

/// <summary>What nanoFramework's API does on the virtual board, as tests that run on it.</summary>
[TestCaseOrderer("VirtualPicoW.Tests." + nameof(AssemblyOrderer), "VirtualPicoW.Tests")]
public sealed class BoardDeviceTests(BoardDeviceTests.Suite suite, ITestOutputHelper output) : IClassFixture<BoardDeviceTests.Suite>
{
    public static TheoryData<DeviceTestName> Tests => DeviceTestName.AllOf(BuildOutput.BoardTests);

    [Theory(DisplayName = "device")]
    [MemberData(nameof(Tests))]
    public void Passes_on_the_virtual_board(DeviceTestName test) => suite.Tests.Check(test, output);

    public sealed class Suite : IDisposable
    {
        public DeviceTestRunner Tests { get; } = new(BuildOutput.BoardTests, () => new BoardOptions { JoinTime = TimeSpan.Zero });

        public void Dispose() => Tests.Dispose();
    }
}
