using System;
using System.Linq;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;
using VirtualPicoW.TestAdapter;
using TestResult = Microsoft.VisualStudio.TestPlatform.ObjectModel.TestResult;

namespace VirtualPicoW.Tests;

/// <summary>What the test platform is told of the tests of a device project.</summary>
public sealed class DeviceTestAdapterTests
{
    private readonly RecordedRun run = new();

    [Fact]
    public void A_test_is_found_with_its_file_and_line()
    {
        TestCase test = Discovered("FrameworkTests.The_setup_has_run");

        Assert.Equal("FrameworkTests.FrameworkTests.The_setup_has_run", test.FullyQualifiedName);
        Assert.EndsWith("FrameworkTests.cs", test.CodeFilePath, StringComparison.Ordinal);
        string[] source = BuildOutput.TextOf("VirtualPicoW.Tests/Firmware/FrameworkTests/FrameworkTests.cs").Split('\n');
        Assert.Contains("The_setup_has_run", source[test.LineNumber - 1], StringComparison.Ordinal);
    }

    [Fact]
    public void Each_data_row_is_a_test_of_its_own()
    {
        TestCase first = Discovered("FrameworkTests.A_data_row_gives_the_arguments(1, 1, 2)");
        TestCase second = Discovered("FrameworkTests.A_data_row_gives_the_arguments(2, 3, 5)");

        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal(first.FullyQualifiedName, second.FullyQualifiedName);
    }

    [Fact]
    public void A_test_has_the_same_identity_each_time_it_is_found()
    {
        Assert.Equal(
            Discovered("FrameworkTests.The_setup_has_run").Id,
            Discovered("FrameworkTests.The_setup_has_run").Id);
    }

    [Fact]
    public void Chosen_tests_run_in_the_order_of_the_assembly_and_no_others()
    {
        Run("FrameworkTests.A_test_may_print", "FrameworkTests.The_setup_has_run");

        Assert.Equal(["FrameworkTests.The_setup_has_run", "FrameworkTests.A_test_may_print"], run.Results.Select(result => result.TestCase.DisplayName));
        Assert.All(run.Results, result => Assert.Equal(TestOutcome.Passed, result.Outcome));
    }

    [Fact]
    public void What_a_test_prints_is_its_output()
    {
        Run("FrameworkTests.The_setup_has_run", "FrameworkTests.A_test_may_print");

        Assert.Contains("printed", Assert.Single(run.Result("FrameworkTests.A_test_may_print").Messages).Text, StringComparison.Ordinal);
        Assert.Empty(run.Result("FrameworkTests.The_setup_has_run").Messages);
    }

    [Fact]
    public void A_skipped_test_is_skipped_and_says_why()
    {
        Run("FrameworkTests.A_test_may_be_skipped");

        TestResult result = Assert.Single(run.Results);
        Assert.Equal((TestOutcome.Skipped, "not here"), (result.Outcome, result.ErrorMessage));
    }

    [Fact]
    public void A_failure_begins_and_ends_with_a_line_of_the_test()
    {
        Run("FailingTests.An_assertion_fails");

        TestResult result = Assert.Single(run.Results);
        Assert.Equal(TestOutcome.Failed, result.Outcome);
        Assert.EndsWith("expected 1, got 2: on purpose", result.ErrorMessage, StringComparison.Ordinal);
        string line = Assert.Single(result.ErrorStackTrace!.Split(Environment.NewLine));
        Assert.Matches(@"at FrameworkTests\.FailingTests\.An_assertion_fails\(\) in .*FailingTests\.cs:line \d+$", line);
    }

    [Fact]
    public void An_assembly_without_tests_is_an_error()
    {
        new DeviceTestExecutor().RunTests([BuildOutput.Firmware("Blinker")], run, run);

        Assert.Contains("Blinker.exe holds no test", Assert.Single(run.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void An_assembly_that_is_not_for_the_board_is_left_to_others()
    {
        new DeviceTestExecutor().RunTests([typeof(DeviceTestAdapterTests).Assembly.Location], run, run);

        Assert.Empty(run.Errors);
        Assert.Empty(run.Results);
    }

    private TestCase Discovered(string name)
    {
        RecordedRun run = new();
        new DeviceTestDiscoverer().DiscoverTests([BuildOutput.FrameworkTests], run, run, run);
        return run.Cases.Single(test => test.DisplayName == name);
    }

    private void Run(params string[] names) => new DeviceTestExecutor().RunTests(names.Select(Discovered), run, run);
}
