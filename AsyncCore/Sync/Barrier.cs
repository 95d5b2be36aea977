using System;

namespace AsyncCore;

/// <summary>Lets tasks go on together, when so many of them have arrived; then it serves again. In asyncio: <c>Barrier</c>.</summary>
/// <remarks>
/// <code>
/// Filling --the last arrives--> Draining --the last has left--> Filling
///    |                             |
///    +----------- Reset -----------+--> Resetting --the last has left--> Filling
///    +----------- Abort -----------+--> Broken --Reset--> Filling, or Resetting while some have not left
/// </code>
/// Whoever has met has not left before its own turn: until then a reset or an abort breaks its wait, too, and who comes anew waits until all have left.
/// </remarks>
public sealed class Barrier
{
    private const int Filling = 0;
    private const int Draining = 1;
    private const int Resetting = 2;
    private const int Broken = 3;

    private readonly int parties;
    private readonly NamedWaitQueue meeting = new NamedWaitQueue("the others at a barrier");
    private readonly NamedWaitQueue emptied = new NamedWaitQueue("a barrier that others still leave");
    private int state;

    /// <summary>How many have arrived and not left.</summary>
    private int inside;

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

    /// <summary>How many have arrived and wait for the others. In asyncio: <c>n_waiting</c>.</summary>
    public int WaitingCount => state == Filling ? inside : 0;

    /// <summary>True if <see cref="Abort"/> was called and <see cref="Reset"/> was not. In asyncio: <c>broken</c>.</summary>
    public bool IsBroken => state == Broken;

    /// <summary>Arrives, and waits for the others. A cancelled task has not arrived. In asyncio: <c>wait()</c>.</summary>
    /// <returns>What to await; its result tells the parties apart: 0 for the first to arrive.</returns>
    /// <exception cref="BrokenBarrierException">The barrier was aborted or reset.</exception>
    public async Coroutine<int> Wait()
    {
        while (state == Draining || state == Resetting)
        {
            await emptied;
        }

        if (state == Broken)
        {
            throw new BrokenBarrierException();
        }

        int index = inside++;
        try
        {
            if (inside == parties)
            {
                state = Draining;
                meeting.WakeAll();
                return index;
            }

            await meeting;
            if (state != Draining)
            {
                throw new BrokenBarrierException();
            }

            return index;
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Lets nobody wait any more: those who do get an exception, and so do those who come. In asyncio: <c>abort()</c>.</summary>
    public void Abort()
    {
        state = Broken;
        WakeEverybody();
    }

    /// <summary>Makes it as new; those who have not left get an exception. In asyncio: <c>reset()</c>.</summary>
    public void Reset()
    {
        state = inside > 0 ? Resetting : Filling;
        WakeEverybody();
    }

    private void Leave()
    {
        if (--inside > 0)
        {
            return;
        }

        if (state != Broken)
        {
            state = Filling;
        }

        emptied.WakeAll();
    }

    private void WakeEverybody()
    {
        meeting.WakeAll();
        emptied.WakeAll();
    }
}
