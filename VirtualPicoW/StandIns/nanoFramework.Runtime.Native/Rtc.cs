extern alias Board;

using VirtualPicoW.Hardware;

namespace nanoFramework.Runtime.Native;

using DateTime = Board::System.DateTime;

/// <summary>The clock that knows the date.</summary>
public static class Rtc
{
    /// <summary>Sets it, to the past too. What counts milliseconds since boot goes on as before.</summary>
    /// <returns>True: it was set.</returns>
    public static bool SetSystemTime(DateTime time)
    {
        Boards.Of(typeof(Rtc)).Calendar.Set(new System.DateTime(time.Ticks, System.DateTimeKind.Utc));
        return true;
    }
}
