using System;
using static AsyncCore.Asyncio;

namespace AsyncCore.Firmware;

/// <summary>Keeps a job running: when it fails it says so and starts it again, after a pause that grows while it keeps failing.</summary>
internal static class Supervisor
{
    private const int FirstPauseMs = 1000;
    private const int MaxPauseMs = 60000;

    /// <summary>A job that ran so long was well; if it fails then, that is a new trouble.</summary>
    private const int HealthyMs = 60000;

    /// <summary>Runs a job again and again. It ends only by cancellation.</summary>
    internal static async Coroutine KeepRunning(string name, Job job)
    {
        int pauseMs = FirstPauseMs;
        while (true)
        {
            long startMs = EventLoop.Current.Clock.NowMs;
            string reason = await RunOnce(job);
            if (EventLoop.Current.Clock.NowMs - startMs >= HealthyMs)
            {
                pauseMs = FirstPauseMs;
            }

            Console.WriteLine(name + ": " + reason + " Starting again in " + (pauseMs / 1000) + " s.");
            await SleepMs(pauseMs);
            pauseMs = pauseMs < MaxPauseMs / 2 ? pauseMs * 2 : MaxPauseMs;
        }
    }

    /// <summary>Runs a job to its end.</summary>
    /// <returns>A sentence that says how it ended.</returns>
    private static async Coroutine<string> RunOnce(Job job)
    {
        try
        {
            await job();
            return "ended.";
        }
        catch (Exception exception) when (exception is not CancelledException)
        {
            return "failed: " + exception.GetType().Name + ": " + exception.Message;
        }
    }
}
