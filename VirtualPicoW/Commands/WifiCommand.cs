using System;

namespace VirtualPicoW;

/// <summary>Switches the access point off and on.</summary>
internal sealed class WifiCommand : BoardCommand
{
    public override string Word => "wifi";

    public override string Usage => "wifi off|on";

    public override string Summary => "switch the access point off, so that the link is lost, and on again";

    public override BoardAction Parse(string[] arguments) => arguments switch
    {
        ["off"] => (board, tell) => With(board, tell, accessPoint => accessPoint.Vanish()),
        ["on"] => (board, tell) => With(board, tell, accessPoint => accessPoint.Return()),
        _ => throw Misused(arguments),
    };

    private static void With(VirtualBoard board, Action<string> tell, Action<AccessPoint> action)
    {
        if (board.AccessPoint is { } accessPoint)
        {
            action(accessPoint);
        }
        else
        {
            tell("there is no access point in reach: leave out --no-access-point");
        }
    }
}
