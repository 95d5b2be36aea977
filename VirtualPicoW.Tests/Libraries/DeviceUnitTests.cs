using System;
using Xunit.Abstractions;

namespace VirtualPicoW.Tests;

/// <summary>The device tests of AsyncCore, the very file that runs on nanoCLR, on a virtual board.</summary>
[TestCaseOrderer("VirtualPicoW.Tests." + nameof(AssemblyOrderer), "VirtualPicoW.Tests")]
public sealed class DeviceUnitTests(DeviceUnitTests.Suite suite, ITestOutputHelper output) : IClassFixture<DeviceUnitTests.Suite>
{
    public static TheoryData<DeviceTestName> Tests => DeviceTestName.AllOf(BuildOutput.UnitTests);

    [Theory(DisplayName = "device")]
    [MemberData(nameof(Tests))]
    public void Passes_on_the_virtual_board(DeviceTestName test) => suite.Tests.Check(test, output);

    public sealed class Suite : IDisposable
    {
        public DeviceTestRunner Tests { get; } = new(BuildOutput.UnitTests);

        public void Dispose() => Tests.Dispose();
    }
}
