using System;

namespace AsyncCore;

/// <summary>Waits for the first of several; the waits for the others are given up.</summary>
internal sealed class FirstOf : WaitQueue, ITaskOwner
{
    private readonly Task[] waits;
    private Task first;
    private bool isDecided;
    private int pending;

    private FirstOf(int count) => waits = new Task[count];

    internal static async Coroutine<int> Run(Awaitable[] awaitables)
    {
        if (awaitables.Length == 0)
        {
            throw new ArgumentException("There must be at least one to wait for.", nameof(awaitables));
        }

        FirstOf race = new FirstOf(awaitables.Length);
        race.Start(awaitables);
        bool cancelled = false;
        while (race.pending > 0)
        {
            try
            {
                await race;
            }
            catch (CancelledException)
            {
                cancelled = true;
                race.GiveUp();
            }
        }

        if (cancelled)
        {
            throw new CancelledException();
        }

        _ = race.first.Result;
        return Array.IndexOf(race.waits, race.first);
    }

    /// <summary>Part of the await pattern: the type tells the weaver that the wait has no result.</summary>
    public new FirstOf GetAwaiter() => this;

    internal override Task AwaitedTask(int index) => index < waits.Length ? waits[index] : null;

    internal override string Describe() => "the first of several";

    private void Start(Awaitable[] awaitables)
    {
        EventLoop loop = EventLoop.Current;
        for (int i = 0; i < waits.Length; i++)
        {
            waits[i] = loop.Start(OwnedTask.Of(loop, ShieldedWrapper.WaitFor(awaitables[i]), this));
            pending++;
        }
    }

    /// <summary>One of the waits has ended. The first ends the others, so that none of them takes anything that nobody will hear of.</summary>
    /// <returns>True if it was the first: then somebody will see how it ended.</returns>
    bool ITaskOwner.NoteEnd(Task wait)
    {
        bool isFirst = !isDecided;
        if (isFirst)
        {
            first = wait;
            GiveUp();
        }

        if (--pending == 0)
        {
            WakeAll();
        }

        return isFirst;
    }

    private void GiveUp()
    {
        isDecided = true;
        for (int i = 0; i < waits.Length; i++)
        {
            waits[i].Cancel();
        }
    }
}
