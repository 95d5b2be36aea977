using System.Collections.Generic;
using System.Linq;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace VirtualPicoW.Tests;

/// <summary>Runs device tests in the order of their assembly, as on the device. xunit would shuffle them and mix the classes.</summary>
public sealed class AssemblyOrderer : ITestCaseOrderer
{
    /// <inheritdoc/>
    public IEnumerable<TTestCase> OrderTestCases<TTestCase>(IEnumerable<TTestCase> testCases)
        where TTestCase : ITestCase =>
        testCases.OrderBy(testCase => ((DeviceTestName)testCase.TestMethodArguments[0]).Position);
}
