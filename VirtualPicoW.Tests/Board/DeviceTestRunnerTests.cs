using System;

namespace VirtualPicoW.Tests;

/// <summary>How device tests are found and run.</summary>
public sealed class DeviceTestRunnerTests : IDisposable
{
    private readonly DeviceTestRunner tests = new(BuildOutput.FrameworkTests);

    public void Dispose() => tests.Dispose();

    [Fact]
    public void Tests_are_named_by_class_method_and_data_row()
    {
        System.Collections.Generic.IReadOnlyList<string> names = tests.Names;

        Assert.Contains("FrameworkTests.The_setup_has_run", names);
        Assert.Contains("FrameworkTests.A_data_row_gives_the_arguments(2, 3, 5)", names);
        Assert.DoesNotContain("FrameworkTests.A_data_row_gives_the_arguments", names);
    }

    [Fact]
    public void The_setup_of_a_class_runs_once_before_its_first_test()
    {
        Assert.Equal(DeviceTestOutcome.Passed, Run("FrameworkTests.The_setup_has_run").Outcome);
        Assert.Equal(DeviceTestOutcome.Passed, Run("FrameworkTests.The_setup_has_run").Outcome);
    }

    [Fact]
    public void A_test_says_why_it_is_skipped() =>
        Assert.Equal(new DeviceTestResult(DeviceTestOutcome.Skipped, "not here"), Run("FrameworkTests.A_test_may_be_skipped"));

    [Fact]
    public void A_test_fails_with_its_message()
    {
        DeviceTestResult result = Run("FailingTests.An_assertion_fails");

        Assert.Equal(DeviceTestOutcome.Failed, result.Outcome);
        Assert.Contains("expected 1, got 2: on purpose", result.Message);
    }

    [Fact]
    public void A_test_that_uses_an_instance_fails_because_there_is_none()
    {
        DeviceTestResult result = Run("FailingTests.An_instance_field_is_used");

        Assert.Equal(DeviceTestOutcome.Failed, result.Outcome);
        Assert.Contains("NullReferenceException", result.Message);
    }

    [Fact]
    public void A_test_that_does_not_end_fails_and_the_next_one_gets_a_new_board()
    {
        using DeviceTestRunner impatient = new(BuildOutput.FrameworkTests, limit: TimeSpan.FromSeconds(2));
        VirtualBoard board = impatient.Board;

        DeviceTestResult result = impatient.Run("FailingTests.It_never_ends");

        Assert.Equal(DeviceTestOutcome.Failed, result.Outcome);
        Assert.Contains("did not end within 2 s", result.Message);
        Assert.NotSame(board, impatient.Board);
    }

    [Fact]
    public void After_a_test_that_fails_the_next_one_gets_a_new_board()
    {
        VirtualBoard board = tests.Board;

        Run("FailingTests.An_assertion_fails");

        Assert.NotSame(board, tests.Board);
        Assert.Equal(DeviceTestOutcome.Passed, Run("FrameworkTests.The_setup_has_run").Outcome);
    }

    private DeviceTestResult Run(string name) => tests.Run(name);
}
