namespace VirtualPicoW;

/// <summary>Cuts the power.</summary>
internal sealed class PowerCommand : BoardCommand
{
    public override string Word => "power";

    public override string Summary => "cut the power: nothing of the program runs any more, no cleanup either";

    public override BoardAction Parse(string[] arguments)
    {
        RequireNone(arguments);
        return (board, tell) =>
        {
            tell("cut");
            board.Stop();
        };
    }
}
