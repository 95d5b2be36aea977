using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace VirtualPicoW.Tests;

/// <summary>
/// The stack trace of a failure names the line that threw and each await on the way out, in their order. The program's lines say in a comment what they do, so
/// that a trace can be told in their words.
/// </summary>
public sealed class TraceTests : IDisposable
{
    private const string Source = "VirtualPicoW.Tests/Firmware/Traces/Failures.cs";

    private static readonly string[] Lines = BuildOutput.TextOf(Source).Split('\n');

    private readonly DeviceTestRunner tests = new(BuildOutput.Firmware("Traces", "NFUnitTest.dll"));

    public void Dispose() => tests.Dispose();

    [Theory]
    [InlineData("Through_awaits", "throws middle outer main")]
    [InlineData("Of_an_assertion", "throws outer main")]
    [InlineData("Of_the_runtime", "throws outer main")]
    [InlineData("Through_several_awaits_of_a_method", "throws middle much main")]
    [InlineData("Through_a_finally", "throws middle finally main")]
    [InlineData("Through_a_finally_that_awaits", "throws middle finally main")]
    [InlineData("Through_a_using", "throws middle using main")]
    [InlineData("Through_a_filter", "throws middle filter main")]
    [InlineData("Through_a_rethrow", "throws middle rethrow main")]
    [InlineData("Through_plain_methods", "throws plain calls main")]
    [InlineData("Through_a_limit_of_time", "throws middle limited main")]
    [InlineData("Through_a_scope_of_time", "throws middle scope main")]
    [InlineData("Of_a_limit_of_time", "late main")]
    [InlineData("Through_a_gather", "throws middle Gathering.cs gathers main")]
    [InlineData("Through_a_task", "throws middle awaits main")]
    [InlineData("Through_a_task_that_two_await", "throws middle given last main")]
    [InlineData("Through_a_lambda_and_a_local_function", "throws middle local lambda calls main")]
    [InlineData("Of_a_group", "throws middle TaskGroup.cs group main")]
    [InlineData("Of_a_cancellation", "sleeps cancelled main")]
    [InlineData("Of_a_call_on_another_thread", "throws work WorkerThread.cs WorkerThread.cs thread main")]
    public void A_failure_tells_its_whole_way(string test, string way)
    {
        DeviceTestResult result = tests.Run("Failures." + test);

        Assert.Equal(DeviceTestOutcome.Failed, result.Outcome);
        Assert.Equal(way, string.Join(' ', WayIn(result.StackTrace)));
    }

    [Fact]
    public void Async_methods_have_the_names_that_were_written()
    {
        DeviceTestResult result = tests.Run("Failures.Through_awaits");

        Assert.Equal(
            ["Traces.Failures.Inner", "Traces.Failures.Middle", "Traces.Failures.Outer", "Traces.Failures.Through_awaits"],
            Regex.Matches(result.StackTrace, @"at (.+)\(").Select(match => match.Groups[1].Value));
    }

    [Theory]
    [InlineData("Unseen", "throws middle outer")]
    [InlineData("Unserved", "throws middle serves")]
    public void A_report_tells_the_whole_way_once(string program, string way)
    {
        using VirtualBoard board = TestBoards.Joined();
        board.Load(BuildOutput.Firmware("Traces", "NFUnitTest.dll")).Assembly.GetType("Traces.Failures", throwOnError: true)!.GetMethod(program)!.Invoke(null, null);

        Assert.Equal(way, string.Join(' ', board.Log.Lines.SelectMany(line => WayIn(line.Text))));
    }

    /// <summary>For each line of a trace the comment of the line that it names; where there is none, the file.</summary>
    private static IEnumerable<string> WayIn(string trace) => Regex.Matches(trace, @"in .*?(\w+\.cs):line (\d+)")
        .Select(match => match.Groups[1].Value == "Failures.cs" ? Regex.Match(Lines[int.Parse(match.Groups[2].Value) - 1], @"// (\w+)$").Groups[1].Value : match.Groups[1].Value);
}
