using System.Linq;

namespace VirtualPicoW.Tests;

/// <summary>What AsyncCore prints.</summary>
public class ReportTests
{
    [Fact]
    public void S7_5_the_default_handler_prints_message_task_exception_and_stack_trace()
    {
        using VirtualBoard board = TestBoards.New();
        System.Type programs = board.Load(BuildOutput.UnitTests).Assembly.GetType("UnitTests.ReportPrograms", throwOnError: true)!;

        programs.GetMethod("FailUnseen")!.Invoke(null, null);

        string[] printed = board.Log.Lines.Select(line => line.Text).ToArray();
        Assert.Equal("Task failed, and nobody awaits it (task pump)", printed[0]);
        Assert.Equal("UnitTests.BrokenException: no water", printed[1]);
        Assert.Contains("UnitTests.Scripts", printed[2]);
    }
}
