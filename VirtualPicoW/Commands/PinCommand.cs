using System;
using System.Globalization;

namespace VirtualPicoW;

/// <summary>A word that is followed by a pin.</summary>
internal abstract class PinCommand : BoardCommand
{
    /// <summary>Understands the GP number of a pin that the board leads out.</summary>
    /// <exception cref="CommandException">It is none.</exception>
    protected int ParsePin(string[] arguments)
    {
        if (arguments.Length == 0 || !int.TryParse(arguments[0], NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            throw Misused(arguments);
        }

        try
        {
            Pins.RequireLedOut(number);
            return number;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            throw new CommandException(exception.Message);
        }
    }
}
