using System.Linq;
using Xunit.Abstractions;

namespace VirtualPicoW.Tests;

internal static class DeviceTestsExtensions
{
    /// <summary>Runs one test; if it fails, so does the caller, with what the board had to say.</summary>
    public static void Check(this DeviceTestRunner tests, DeviceTestName name, ITestOutputHelper output)
    {
        var board = tests.Board;
        var before = board.Log.Lines.Count;
        var result = tests.Run(name.Name);
        foreach (var line in board.Log.Lines.Skip(before))
        {
            output.WriteLine(line.ToString());
        }

        if (result.Outcome == DeviceTestOutcome.Skipped)
        {
            output.WriteLine($"skipped: {result.Message}");
        }

        Assert.True(result.Outcome != DeviceTestOutcome.Failed, result.Message);
    }
}
