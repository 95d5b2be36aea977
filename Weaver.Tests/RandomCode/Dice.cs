namespace Weaver.Tests.RandomCode;

/// <summary>Dice that fall the same way for the same seed, by Marsaglia's xorshift.</summary>
internal sealed class Dice(int seed)
{
    private uint state = ((uint)seed * 2654435761) | 1;

    public int Below(int sides)
    {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        return (int)((state >> 8) % (uint)sides);
    }

    public int Between(int least, int most) => least + Below(most - least + 1);

    public bool Once(int times, int outOf) => Below(outOf) < times;

    public T Of<T>(params T[] some) => some[Below(some.Length)];
}
