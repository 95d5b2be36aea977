using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Adapter;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Logging;
using TestResult = Microsoft.VisualStudio.TestPlatform.ObjectModel.TestResult;

namespace VirtualPicoW.Tests;

/// <summary>The test platform as an adapter sees it: remembers what it is told.</summary>
internal sealed class RecordedRun : IFrameworkHandle, IRunContext, ITestCaseDiscoverySink
{
    /// <summary>The tests that were discovered.</summary>
    public List<TestCase> Cases { get; } = [];

    /// <summary>The tests that were run, in order.</summary>
    public List<TestResult> Results { get; } = [];

    /// <summary>The errors of the run itself.</summary>
    public List<string> Errors { get; } = [];

    public bool EnableShutdownAfterTestRun { get; set; }

    public bool KeepAlive => false;

    public bool InIsolation => false;

    public bool IsDataCollectionEnabled => false;

    public bool IsBeingDebugged => false;

    public string? TestRunDirectory => null;

    public string? SolutionDirectory => null;

    public IRunSettings? RunSettings => null;

    /// <summary>The only result of the name.</summary>
    public TestResult Result(string name) => Results.Single(result => result.TestCase.DisplayName == name);

    public void SendTestCase(TestCase discoveredTest) => Cases.Add(discoveredTest);

    public void RecordResult(TestResult testResult) => Results.Add(testResult);

    public void RecordStart(TestCase testCase)
    {
    }

    public void RecordEnd(TestCase testCase, TestOutcome outcome)
    {
    }

    public void RecordAttachments(IList<AttachmentSet> attachmentSets)
    {
    }

    public void SendMessage(TestMessageLevel testMessageLevel, string message)
    {
        if (testMessageLevel == TestMessageLevel.Error)
        {
            Errors.Add(message);
        }
    }

    public ITestCaseFilterExpression? GetTestCaseFilter(IEnumerable<string>? supportedProperties, Func<string, TestProperty?> propertyProvider) => null;

    public int LaunchProcessWithDebuggerAttached(string filePath, string? workingDirectory, string? arguments, IDictionary<string, string?>? environmentVariables) =>
        throw new NotSupportedException();
}
