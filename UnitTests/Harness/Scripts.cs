using System;
using AsyncCore;
using static AsyncCore.Asyncio;

namespace UnitTests;

/// <summary>Coroutines of which the tests' tasks are made. They say what they do in the <see cref="Trace"/>.</summary>
internal static class Scripts
{
    internal const int Forever = 1000000;

    /// <summary>So many that nothing may cost each of them as much as there are others; fewer where memory is short.</summary>
#if TEST_PART
    internal const int Many = 100;
#else
    internal const int Many = 100000;
#endif

    /// <summary>The last exception that one of these has thrown on purpose.</summary>
    internal static Exception Thrown { get; private set; }

    /// <summary>How something ended, as one word of a trace.</summary>
    internal static string Word(Exception exception)
    {
        if (exception is CancelledException)
        {
            return "cancelled";
        }

        if (exception is TimeoutException)
        {
            return "timeout";
        }

        if (exception is InvalidOperationException)
        {
            return "misuse";
        }

        return exception is BrokenException ? exception.Message : exception.GetType().Name;
    }

    internal static async Coroutine Nothing()
    {
    }

    /// <summary>Makes more tasks ready than have a turn before the loop looks up: whoever is woken next is still ready when it looks at the time.</summary>
    internal static void Crowd()
    {
        for (int i = 0; i < 50; i++)
        {
            _ = CreateTask(Nothing());
        }
    }

    internal static async Coroutine Say(string word) => Trace.Add(word);

    internal static async Coroutine SleepAndSay(int durationMs, string word)
    {
        await SleepMs(durationMs);
        Trace.Add(word);
    }

    /// <summary>Says its word in each of some turns, and how many it has had: <c>a1</c>.</summary>
    internal static async Coroutine TakeTurns(string word, int turns)
    {
        for (int i = 1; i <= turns; i++)
        {
            Trace.Add(word + i);
            await SleepMs(0);
        }
    }

    internal static async Coroutine<int> Return(int value) => value;

    internal static async Coroutine<int> SleepAndReturn(int durationMs, int value)
    {
        await SleepMs(durationMs);
        return value;
    }

    internal static async Coroutine Fail(string message)
    {
        Thrown = new BrokenException(message);
        throw Thrown;
    }

    internal static async Coroutine SleepAndFail(int durationMs, string message)
    {
        await SleepMs(durationMs);
        await Fail(message);
    }

    /// <summary>Awaits a task and says how that ended: <c>a:ok</c>, <c>a:cancelled</c>.</summary>
    internal static async Coroutine Watch(string word, Task task)
    {
        try
        {
            await task;
            Trace.Add(word + ":ok");
        }
        catch (Exception exception)
        {
            Trace.Add(word + ":" + Word(exception));
            if (exception is CancelledException)
            {
                throw;
            }
        }
    }

    internal static async Coroutine WaitAndSay(Event gate, string word)
    {
        await gate.Wait();
        Trace.Add(word);
    }

    /// <summary>Waits until it is cancelled, and then needs time to unwind.</summary>
    internal static async Coroutine Unwind(int durationMs, string word)
    {
        try
        {
            await SleepMs(Forever);
        }
        finally
        {
            Trace.Add(word + ":unwinds");
            await SleepMs(durationMs);
            Trace.Add(word + ":unwound");
        }
    }

    /// <summary>Waits until it is cancelled and returns a value all the same, after a time.</summary>
    internal static async Coroutine<int> Swallow(int durationMs, int value)
    {
        try
        {
            await SleepMs(Forever);
        }
        catch (CancelledException)
        {
            Trace.Add("swallowed");
        }

        await SleepMs(durationMs);
        return value;
    }

    /// <summary>Answers a cancellation with another exception.</summary>
    internal static async Coroutine<int> AnswerCancelWith(string message)
    {
        try
        {
            await SleepMs(Forever);
            return 0;
        }
        catch (CancelledException)
        {
            throw new BrokenException(message);
        }
    }
}
