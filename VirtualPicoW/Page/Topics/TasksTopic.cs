using System;
using System.Text.Json;
using System.Threading.Tasks;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>The tasks of the firmware's loop as a tree of awaits, as it tells them itself; and while one holds the loop for long, which.</summary>
internal sealed class TasksTopic(VirtualBoard board) : Topic
{
    /// <summary>As long as a task may hold the loop before it is said to hog it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(150);

    private Task<string>? answer;
    private TimeSpan asked;
    private string tree = string.Empty;

    public override string Name => "tasks";

    protected override int EveryLook => 2;

    public override void Write(Utf8JsonWriter writer)
    {
        (string state, string? hog) = Ask();
        writer.WriteString("state", state);
        writer.WriteString("hog", hog);
        writer.WriteString("tree", tree);
    }

    private (string State, string? Hog) Ask()
    {
        try
        {
            if (board.Loop is not { } loop)
            {
                return ("absent", null);
            }

            if (!loop.IsRunning)
            {
                answer = null;
                return ("idle", null);
            }

            if (board.World.Pace != null)
            {
                // Between two events nothing moves.
                board.World.Call(() => tree = loop.DescribeTasks());
                return ("running", null);
            }

            TimeSpan now = board.Clock.Now;
            if (answer is { IsCompleted: false })
            {
                return now - asked < Patience ? ("running", null) : ("held", loop.DescribeRunning());
            }

            tree = answer is { IsCompletedSuccessfully: true } given ? given.Result : tree;
            asked = now;
            answer = loop.AskForTasks();
            return ("running", null);
        }
        catch (Exception exception) when (exception is not BoardStoppedException)
        {
            answer = null;
            return ("held", null);
        }
    }
}
