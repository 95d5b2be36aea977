using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace VirtualPicoW.Tests;

/// <summary>Runs of the test platform, as <c>dotnet test</c> starts them.</summary>
public sealed class DotnetTestTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("device tests ");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_failing_test_makes_the_run_fail_and_a_skip_is_a_skip()
    {
        (int code, string output) = Run(BuildOutput.FrameworkTests, "Name~assertion|Name~data_row|Name~skipped");

        Assert.True(code == 1, output);
        Assert.Contains("Failed FailingTests.An_assertion_fails", output, StringComparison.Ordinal);
        Assert.Contains("FailingTests.cs:line ", output, StringComparison.Ordinal);
        Assert.Contains("Passed FrameworkTests.A_data_row_gives_the_arguments(2, 3, 5)", output, StringComparison.Ordinal);
        Assert.Contains("Skipped FrameworkTests.A_test_may_be_skipped", output, StringComparison.Ordinal);
        Assert.Equal(["Total tests: 4", "Passed: 2", "Failed: 1", "Skipped: 1"], Counts(output));
    }

    [Fact]
    public void A_run_succeeds_whose_tests_pass()
    {
        (int code, string output) = Run(BuildOutput.FrameworkTests, "FullyQualifiedName=FrameworkTests.FrameworkTests.The_setup_has_run");

        Assert.True(code == 0, output);
        Assert.Equal(["Total tests: 1", "Passed: 1"], Counts(output));
    }

    [Fact]
    public void An_assembly_without_tests_makes_the_run_fail()
    {
        (int code, string output) = Run(BuildOutput.Firmware("Blinker"), filter: null);

        Assert.True(code == 1, output);
        Assert.Contains("holds no test", output, StringComparison.Ordinal);
    }

    private static string[] Counts(string output) => Regex.Matches(output, @"(Total tests|Passed|Failed|Skipped): +\d+")
        .Select(match => Regex.Replace(match.Value, " +(?=\\d)", " "))
        .ToArray();

    /// <summary>Runs the tests of an assembly in a folder of their own, with what a build puts beside them.</summary>
    private (int Code, string Output) Run(string assembly, string? filter)
    {
        Copy(BuildOutput.TestAdapter, folder.FullName);
        Copy(Path.Combine(BuildOutput.TestAdapter, "standins"), folder.CreateSubdirectory("standins").FullName);
        Copy(Path.GetDirectoryName(assembly)!, folder.FullName);
        string tests = Path.Combine(folder.FullName, "NFUnitTest.dll");
        File.Move(Path.Combine(folder.FullName, Path.GetFileName(assembly)), tests);

        ProcessStartInfo start = new("dotnet", ["vstest", tests, "--logger:console;verbosity=normal"])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_CLI_UI_LANGUAGE"] = "en" },
        };
        if (filter != null)
        {
            start.ArgumentList.Add($"--TestCaseFilter:{filter}");
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }

    private static void Copy(string from, string to)
    {
        foreach (string file in Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
        }
    }
}
