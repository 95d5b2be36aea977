using System;
using System.Collections.Generic;
using System.ComponentModel;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Adapter;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Logging;

namespace VirtualPicoW.TestAdapter;

/// <summary>Lists the tests of device projects, for an editor or for <c>dotnet test --list-tests</c>.</summary>
[FileExtension(".dll")]
[Category("managed")]
[DefaultExecutorUri(DeviceTestExecutor.Uri)]
public sealed class DeviceTestDiscoverer : ITestDiscoverer
{
    /// <inheritdoc/>
    public void DiscoverTests(IEnumerable<string> sources, IDiscoveryContext discoveryContext, IMessageLogger logger, ITestCaseDiscoverySink discoverySink)
    {
        TestFilter filter = TestFilter.Of(discoveryContext);
        foreach (string source in sources)
        {
            using TestSource? tests = TestSource.Open(source, logger);
            foreach (TestCase test in tests?.Cases ?? [])
            {
                if (filter.Matches(test))
                {
                    discoverySink.SendTestCase(test);
                }
            }
        }
    }
}
