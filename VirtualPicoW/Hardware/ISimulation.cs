using System;

namespace VirtualPicoW.Hardware;

/// <summary>
/// What a board has in a world whose time is not the computer's: threads that wait in that time, and chance that a seed decides. .NET's own threads would wait in real
/// time, so the stand-in for mscorlib that such a board is given has threads and wait handles of its own, made of these.
/// </summary>
public interface ISimulation
{
    /// <summary>What was given to <see cref="Start"/> for the thread that runs now, or set since; null for a thread that the board has started itself.</summary>
    object? Thread { get; set; }

    /// <summary>Starts a thread. It runs when those that run now wait.</summary>
    /// <param name="body">What it does.</param>
    /// <param name="thread">What <see cref="Thread"/> is on it.</param>
    void Start(Action body, object thread);

    /// <summary>Lets the other threads of the board have a turn.</summary>
    void Yield();

    /// <summary>Makes something to wait for.</summary>
    IWaitPoint NewWaitPoint();

    /// <summary>A number by chance, the same in each run with the same seed.</summary>
    int NewSeed();
}
