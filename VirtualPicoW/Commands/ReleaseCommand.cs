namespace VirtualPicoW;

/// <summary>Disconnects what drives a pin from outside.</summary>
internal sealed class ReleaseCommand : PinCommand
{
    public override string Word => "release";

    public override string Usage => "release PIN";

    public override string Summary => "disconnect what drives a pin from outside";

    public override BoardAction Parse(string[] arguments)
    {
        int number = ParsePin(arguments);
        return arguments.Length == 1 ? (board, _) => board.Pins[number].Release() : throw Misused(arguments);
    }
}
