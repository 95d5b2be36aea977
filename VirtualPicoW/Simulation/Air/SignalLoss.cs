using System;

namespace VirtualPicoW;

/// <summary>Which part of the packets is lost because the signal is weak, besides what the link loses.</summary>
internal static class SignalLoss
{
    /// <summary>Down to here nothing is lost.</summary>
    private const double GoodDbm = -70;

    /// <summary>From 0 to 1: it grows with the square of what the signal lacks.</summary>
    public static double At(int signal)
    {
        double lack = Math.Clamp((GoodDbm - signal) / (GoodDbm - AccessPoint.LostDbm), 0, 1);
        return lack * lack;
    }
}
