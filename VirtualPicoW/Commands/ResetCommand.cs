namespace VirtualPicoW;

/// <summary>Cuts the power and switches it on again.</summary>
internal sealed class ResetCommand : BoardCommand
{
    public override string Word => "reset";

    public override string Summary => "cut the power and let the board boot again (simulated world)";

    public override BoardAction Parse(string[] arguments)
    {
        RequireNone(arguments);
        return (board, tell) =>
        {
            if (board.World is SimulatedWorld world)
            {
                world.Restart(board);
            }
            else
            {
                tell("a board boots once in real time: end this run and start another one, or start with --world simulated");
            }
        };
    }
}
