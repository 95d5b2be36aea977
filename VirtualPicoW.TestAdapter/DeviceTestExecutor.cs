using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Adapter;

namespace VirtualPicoW.TestAdapter;

/// <summary>Runs the tests of device projects on a virtual Pico W, one after the other, in the order of their assembly.</summary>
[ExtensionUri(Uri)]
public sealed class DeviceTestExecutor : ITestExecutor
{
    /// <summary>What test cases say they are run by.</summary>
    public const string Uri = "executor://AsyncCore/VirtualPicoW";

    private volatile bool cancelled;

    /// <inheritdoc/>
    public void RunTests(IEnumerable<string>? sources, IRunContext? runContext, IFrameworkHandle? frameworkHandle)
    {
        TestFilter filter = TestFilter.Of(runContext!);
        foreach (string source in sources!)
        {
            Run(source, filter.Matches, frameworkHandle!);
        }
    }

    /// <inheritdoc/>
    public void RunTests(IEnumerable<TestCase>? tests, IRunContext? runContext, IFrameworkHandle? frameworkHandle)
    {
        foreach (IGrouping<string, TestCase> chosen in tests!.GroupBy(test => test.Source))
        {
            HashSet<Guid> ids = chosen.Select(test => test.Id).ToHashSet();
            Run(chosen.Key, test => ids.Contains(test.Id), frameworkHandle!);
        }
    }

    /// <summary>Ends the run after the test that is under way.</summary>
    public void Cancel() => cancelled = true;

    private void Run(string source, Predicate<TestCase> isChosen, IFrameworkHandle handle)
    {
        using TestSource? tests = TestSource.Open(source, handle);
        foreach (TestCase test in tests?.Cases ?? [])
        {
            if (cancelled)
            {
                return;
            }

            if (isChosen(test))
            {
                handle.RecordStart(test);
                TestResult result = tests!.Run(test);
                handle.RecordEnd(test, result.Outcome);
                handle.RecordResult(result);
            }
        }
    }
}
