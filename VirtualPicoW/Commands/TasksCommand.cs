using System;

namespace VirtualPicoW;

/// <summary>Tells the tasks of the firmware's loop.</summary>
internal sealed class TasksCommand : BoardCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public override string Word => "tasks";

    public override string Summary => "the tasks as a tree of awaits: who waits for whom, and for what";

    public override BoardAction Parse(string[] arguments)
    {
        RequireNone(arguments);
        return Tell;
    }

    private static void Tell(VirtualBoard board, Action<string> tell)
    {
        if (board.Loop is not { } loop)
        {
            tell("the firmware does not use AsyncCore, or has not begun to");
            return;
        }

        if (!loop.IsRunning)
        {
            tell("no loop runs");
            return;
        }

        foreach (string line in (board.IsSimulated ? loop.DescribeTasks() : loop.DescribeTasks(Patience) ?? Explain(loop)).Split('\n'))
        {
            tell(line);
        }
    }

    private static string Explain(FirmwareLoop loop) => loop.DescribeRunning() is { } running
        ? $"the loop does not answer, for a task holds it: {running}"
        : "the loop does not answer";
}
