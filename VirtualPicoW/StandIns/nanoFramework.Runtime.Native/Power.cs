using VirtualPicoW.Hardware;

namespace nanoFramework.Runtime.Native;

/// <summary>Reboots the board.</summary>
public class Power
{
    private static readonly IBoard Board = Boards.Of(typeof(Power));

    /// <summary>Raised before a reboot, on the thread that asked for it.</summary>
    public static event RebootEventHandler OnRebootEvent;

    /// <summary>Reboots; it does not return.</summary>
    public static void RebootDevice(RebootOption rebootOption = RebootOption.NormalReboot)
    {
        OnRebootEvent?.Invoke();
        Board.Reboot();
    }

    /// <summary>Reboots; it does not return. The virtual board sets no limit to the handlers' time.</summary>
    public static void RebootDevice(int exeConstraintTimeout, RebootOption rebootOption = RebootOption.NormalReboot) =>
        RebootDevice(rebootOption);
}
