using System;

namespace VirtualPicoW;

/// <summary>A word about how fast time passes. It passes as it likes in the host world.</summary>
internal abstract class PaceCommand : BoardCommand
{
    public override BoardAction Parse(string[] arguments)
    {
        RequireNone(arguments);
        return Set(Change);
    }

    /// <summary>What the word does.</summary>
    protected abstract string? Change(Pace pace);

    /// <summary>An action that changes the pace, where there is one, and tells what there is to tell.</summary>
    protected static BoardAction Set(Func<Pace, string?> change) => (board, tell) =>
    {
        string? answer = board.World.Pace is { } pace ? change(pace) : "time is the computer's and cannot be held up or hurried: start with --world simulated for one that can";
        if (answer != null)
        {
            tell(answer);
        }
    };
}
