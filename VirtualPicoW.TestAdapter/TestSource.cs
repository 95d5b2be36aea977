using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Logging;

namespace VirtualPicoW.TestAdapter;

/// <summary>The tests of one assembly, in the terms of the test platform.</summary>
internal sealed class TestSource : IDisposable
{
    private readonly DeviceTestRunner tests;
    private readonly Dictionary<Guid, string> names = [];

    private TestSource(string path, DeviceTestRunner tests)
    {
        this.tests = tests;
        SourceLines lines = SourceLines.Of(path);
        Cases = tests.All.Select(test => Describe(test, path, lines)).ToArray();
    }

    /// <summary>The tests, in the order of the assembly.</summary>
    public IReadOnlyList<TestCase> Cases { get; }

    /// <summary>Loads the tests onto a board. An assembly of the board without tests is an error of the run: it would look like success.</summary>
    /// <returns>Null if there is nothing to run.</returns>
    public static TestSource? Open(string path, IMessageLogger logger)
    {
        try
        {
            TestSource source = new(path, new DeviceTestRunner(path, BoardArguments.Beside(path)));
            if (source.Cases.Count == 0)
            {
                logger.SendMessage(TestMessageLevel.Error, $"{path} holds no test: write a method with [TestMethod] in a class with [TestClass].");
            }

            return source;
        }
        catch (InvalidFirmwareException)
        {
            // It was not built for the board: the tests of another adapter, which sees to them.
            return null;
        }
        catch (CommandLineException exception)
        {
            logger.SendMessage(TestMessageLevel.Error, $"The VirtualBoardArguments of {path} make no sense. {exception.Message}");
            return null;
        }
    }

    /// <summary>Runs one of the cases.</summary>
    public TestResult Run(TestCase test)
    {
        StringBuilder output = new();
        VirtualBoard board = tests.Board;
        board.Log.Written += Write;
        DateTimeOffset start = DateTimeOffset.Now;
        DeviceTestResult result = tests.Run(names[test.Id]);
        DateTimeOffset end = DateTimeOffset.Now;
        board.Log.Written -= Write;

        TestResult told = new(test)
        {
            Outcome = OutcomeOf(result),
            ErrorMessage = result.Message.Length > 0 ? result.Message : null,
            ErrorStackTrace = result.StackTrace.Length > 0 ? result.StackTrace : null,
            ComputerName = Environment.MachineName,
            StartTime = start,
            EndTime = end,
            Duration = end - start,
        };
        if (output.Length > 0)
        {
            told.Messages.Add(new TestResultMessage(TestResultMessage.StandardOutCategory, output.ToString()));
        }

        return told;

        void Write(LogLine line)
        {
            lock (output)
            {
                output.AppendLine(line.ToString());
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => tests.Dispose();

    private static TestOutcome OutcomeOf(DeviceTestResult result) => result.Outcome switch
    {
        DeviceTestOutcome.Passed => TestOutcome.Passed,
        DeviceTestOutcome.Skipped => TestOutcome.Skipped,
        _ => TestOutcome.Failed,
    };

    private TestCase Describe(DeviceTest test, string path, SourceLines lines)
    {
        // The rows of a test share its full name; what tells them apart is the name that is shown.
        TestCase described = new($"{test.Method.DeclaringType!.FullName}.{test.Method.Name}", new System.Uri(DeviceTestExecutor.Uri), path)
        {
            DisplayName = test.Name,
            Id = new Guid(MD5.HashData(Encoding.UTF8.GetBytes($"{Path.GetFileName(path)} {test.Method.DeclaringType.FullName} {test.Name}"))),
        };
        if (lines.Find(test.Method) is { } place)
        {
            (described.CodeFilePath, described.LineNumber) = place;
        }

        names.Add(described.Id, test.Name);
        return described;
    }
}
