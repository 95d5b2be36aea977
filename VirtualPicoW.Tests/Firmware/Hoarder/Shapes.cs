using System;

namespace Hoarder;

// Public, so that the compiler does not mind that nobody fills them: only their sizes matter.

public struct Pair
{
    public int Left;
    public int Right;
}

public class Number
{
    public int Value;
}

public class Ring
{
    public Ring Other;

    public Ring() => Other = new Ring(this);

    private Ring(Ring other) => Other = other;
}

public class Mixed
{
    public Mixed Next;
    public int Number;
    public Pair Pair;
    public DateTime Time;
    public long Long;
}
