using System;
using System.Globalization;

namespace VirtualPicoW;

/// <summary>Switches the access point off and on.</summary>
internal sealed class WifiCommand : BoardCommand
{
    private const int MaxSeconds = 1_000_000;

    public override string Word => "wifi";

    public override string Usage => "wifi off|on|signal DBM [SECONDS]|password [TEXT]";

    public override string Summary => "switch the access point off, so that the link is lost, and on again; change its signal, such as -70, at once or evenly over some seconds; change its password, for who joins from then on";

    public override BoardAction Parse(string[] arguments) => arguments switch
    {
        ["off"] => (board, tell) => With(board, tell, accessPoint => accessPoint.Vanish()),
        ["on"] => (board, tell) => With(board, tell, accessPoint => accessPoint.Return()),
        ["signal", string text] when int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int signal) && signal is >= AccessPoint.WeakestDbm and <= 0 =>
            (board, tell) => With(board, tell, accessPoint => SetSignal(accessPoint, signal, tell)),
        ["signal", string text, string secondsText] when int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int signal) && signal is >= AccessPoint.WeakestDbm and <= 0
            && double.TryParse(secondsText, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) && seconds is > 0 and <= MaxSeconds =>
            (board, tell) => With(board, tell, accessPoint => ChangeSignal(board, accessPoint, signal, TimeSpan.FromSeconds(seconds), tell)),
        ["password", .. string[] words] => SetPassword(string.Join(' ', words)),
        _ => throw Misused(arguments),
    };

    private static void SetSignal(AccessPoint accessPoint, int signal, Action<string> tell)
    {
        accessPoint.Rssi = signal;
        tell($"{accessPoint.Ssid} is received with {signal} dBm");
    }

    private static void ChangeSignal(VirtualBoard board, AccessPoint accessPoint, int signal, TimeSpan time, Action<string> tell)
    {
        accessPoint.ChangeSignal(signal, time, board.After);
        tell(string.Create(CultureInfo.InvariantCulture, $"{accessPoint.Ssid} will be received with {signal} dBm in {time.TotalSeconds} s, and with {accessPoint.Rssi} dBm now"));
    }

    private static BoardAction SetPassword(string password)
    {
        try
        {
            AccessPoint.RequirePassword(password);
        }
        catch (ArgumentException exception)
        {
            throw new CommandException(exception.Message);
        }

        return (board, tell) => With(board, tell, accessPoint =>
        {
            accessPoint.Password = password;
            tell(password.Length == 0 ? $"{accessPoint.Ssid} is open from now on" : $"{accessPoint.Ssid} has another password from now on");
        });
    }

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
