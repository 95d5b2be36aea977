using System;
using System.Reflection;

namespace VirtualPicoW;

/// <summary>
/// Lets the firmware's loop count its turns while somebody wants to know: it takes its own watch for slow turns, with a limit that no turn reaches, unless the program has set one.
/// All of it is for the loop's thread, between two turns.
/// </summary>
internal sealed class FirmwareTurns
{
    private const int NoLimit = int.MaxValue;
    private const BindingFlags Inside = BindingFlags.NonPublic | BindingFlags.Instance;

    private readonly FieldInfo watch;
    private readonly PropertyInfo limitMs;
    private readonly FieldInfo turns;
    private readonly FieldInfo longestMs;

    private FirmwareTurns(FieldInfo watch, PropertyInfo limitMs, FieldInfo turns, FieldInfo longestMs)
    {
        this.watch = watch;
        this.limitMs = limitMs;
        this.turns = turns;
        this.longestMs = longestMs;
    }

    /// <summary>The turns of a loop; null if it is of a version that does not count them.</summary>
    public static FirmwareTurns? Of(Type loop) =>
        loop.GetField("watch", Inside) is { } watch
        && loop.GetProperty("SlowTurnMs") is { } limitMs
        && watch.FieldType.GetField("turns", Inside) is { } turns
        && watch.FieldType.GetField("longestMs", Inside) is { } longestMs
            ? new FirmwareTurns(watch, limitMs, turns, longestMs)
            : null;

    /// <summary>How many turns there were since the loop counts them, and the longest since the last reading.</summary>
    /// <returns>Null if it counts from now on.</returns>
    public (int Turns, TimeSpan Longest)? Read(object loop)
    {
        if (watch.GetValue(loop) is not { } counter)
        {
            limitMs.SetValue(loop, NoLimit);
            return null;
        }

        TimeSpan longest = TimeSpan.FromMilliseconds((long)longestMs.GetValue(counter)!);
        longestMs.SetValue(counter, 0L);
        return ((int)turns.GetValue(counter)!, longest);
    }

    /// <summary>Ends it, if the program has set no limit meanwhile.</summary>
    public void Forget(object loop)
    {
        if ((int)limitMs.GetValue(loop)! == NoLimit)
        {
            limitMs.SetValue(loop, 0);
        }
    }
}
