using System;

namespace AsyncCore;

/// <summary>Lets tasks go on together, when so many of them have arrived; then it serves again. In asyncio: <c>Barrier</c>.</summary>
public sealed class Barrier
{
    private readonly int parties;
    private Round round = new Round();
    private int arrived;
    private bool isBroken;

    /// <summary>Makes a barrier.</summary>
    /// <param name="parties">How many tasks must arrive, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no parties.</exception>
    public Barrier(int parties)
    {
        if (parties < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(parties));
        }

        this.parties = parties;
    }

    /// <summary>How many tasks must arrive. In asyncio: <c>parties</c>.</summary>
    public int Parties => parties;

    /// <summary>How many have arrived and wait. In asyncio: <c>n_waiting</c>.</summary>
    public int WaitingCount => arrived;

    /// <summary>True if <see cref="Abort"/> was called and <see cref="Reset"/> was not. In asyncio: <c>broken</c>.</summary>
    public bool IsBroken => isBroken;

    /// <summary>Arrives, and waits for the others. A cancelled task has not arrived. In asyncio: <c>wait()</c>.</summary>
    /// <returns>What to await; its result tells the parties apart: 0 for the first to arrive.</returns>
    /// <exception cref="BrokenBarrierException">The barrier was aborted or reset.</exception>
    public async Coroutine<int> Wait()
    {
        if (isBroken)
        {
            throw new BrokenBarrierException();
        }

        int index = arrived++;
        if (arrived == parties)
        {
            EndRound();
            return index;
        }

        Round mine = round;
        try
        {
            await mine;
        }
        catch (CancelledException) when (mine == round)
        {
            arrived--;
            throw;
        }

        if (mine.IsBroken)
        {
            throw new BrokenBarrierException();
        }

        return index;
    }

    /// <summary>Lets nobody wait any more: those who do get an exception, and so do those who come. In asyncio: <c>abort()</c>.</summary>
    public void Abort()
    {
        isBroken = true;
        round.IsBroken = true;
        EndRound();
    }

    /// <summary>Makes it as new; those who wait get an exception. In asyncio: <c>reset()</c>.</summary>
    public void Reset()
    {
        if (arrived > 0)
        {
            round.IsBroken = true;
            EndRound();
        }

        isBroken = false;
    }

    private void EndRound()
    {
        Round ended = round;
        round = new Round();
        arrived = 0;
        ended.WakeAll();
    }

    /// <summary>Those who wait for the same meeting. Whoever has met is not concerned with what becomes of the barrier after that.</summary>
    private sealed class Round : WaitQueue
    {
        internal bool IsBroken { get; set; }

        internal override string Describe() => "the others at a barrier";
    }
}
