namespace VirtualPicoW;

/// <summary>Connects a pin to a level, until it is released.</summary>
internal sealed class DriveCommand : PinCommand
{
    public override string Word => "drive";

    public override string Usage => "drive PIN high|low";

    public override string Summary => "connect a pin to 3.3 V or to ground, until it is released";

    public override BoardAction Parse(string[] arguments)
    {
        int number = ParsePin(arguments);
        return arguments switch
        {
            [_, "high"] => (board, _) => board.Pins[number].Drive(true),
            [_, "low"] => (board, _) => board.Pins[number].Drive(false),
            _ => throw Misused(arguments),
        };
    }
}
