using System;

namespace nanoFramework.Runtime.Native;

/// <summary>The clock that knows the date.</summary>
public static class Rtc
{
    /// <summary>False: the virtual board has the date of the machine it runs on, which is not its to change.</summary>
    public static bool SetSystemTime(DateTime time) => false;
}
