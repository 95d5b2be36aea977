using System;

namespace VirtualPicoW;

/// <summary>
/// A stream of numbers that a seed decides: xoshiro256**, started by SplitMix64. Each part of a simulation has one of its own, so that a draw more in one shifts nothing in the others.
/// </summary>
public sealed class Chance
{
    private ulong a;
    private ulong b;
    private ulong c;
    private ulong d;

    /// <summary>The stream of one part.</summary>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="part">The name of the part.</param>
    public Chance(ulong seed, string part)
    {
        ulong state = seed;
        foreach (char character in part)
        {
            state = (state ^ character) * 0x100000001B3;
            Split(ref state);
        }

        a = Split(ref state);
        b = Split(ref state);
        c = Split(ref state);
        d = Split(ref state);
    }

    /// <summary>The next number.</summary>
    public ulong Next()
    {
        ulong result = ulong.RotateLeft(b * 5, 7) * 9;
        ulong shifted = b << 17;
        c ^= a;
        d ^= b;
        b ^= c;
        a ^= d;
        c ^= shifted;
        d = ulong.RotateLeft(d, 45);
        return result;
    }

    /// <summary>A whole number from 0 to less than <paramref name="end"/>.</summary>
    public int Below(int end)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(end, 1);
        return (int)((Next() >> 33) * (ulong)end >> 31);
    }

    /// <summary>A whole number from <paramref name="least"/> to <paramref name="greatest"/>, both included.</summary>
    public int Between(int least, int greatest) => least + Below(greatest - least + 1);

    /// <summary>A number from 0 to less than 1.</summary>
    public double Fraction() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A time from <paramref name="least"/> to less than <paramref name="end"/>.</summary>
    public TimeSpan Between(TimeSpan least, TimeSpan end) => least + TimeSpan.FromTicks((long)(Fraction() * (end - least).Ticks));

    /// <summary>True in so many of all cases: 0 is never, 1 is always.</summary>
    public bool Comes(double probability) => probability > 0 && Fraction() < probability;

    private static ulong Split(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        ulong mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
