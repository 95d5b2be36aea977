extern alias DotNet;

namespace System;

/// <summary>Numbers by chance. Without a seed of its own, the seed of the simulation decides.</summary>
public class Random
{
    private readonly DotNet::System.Random numbers;

    /// <summary>Numbers that are the same in each run with the same seed.</summary>
    public Random()
        : this(SimulationOfBoard.Simulation.NewSeed())
    {
    }

    /// <summary>Numbers that are always the same.</summary>
    public Random(int seed) => numbers = new DotNet::System.Random(seed);

    /// <summary>The next number, 0 or more.</summary>
    public virtual int Next() => numbers.Next();

    /// <summary>The next number, 0 or more and less than <paramref name="maxValue"/>.</summary>
    public virtual int Next(int maxValue) => numbers.Next(maxValue);

    /// <summary>The next number, 0 or more and less than 1.</summary>
    public virtual double NextDouble() => numbers.NextDouble();

    /// <summary>Fills an array.</summary>
    public virtual void NextBytes(byte[] buffer) => numbers.NextBytes(buffer);
}
