// Board:  Raspberry Pi Pico W with nanoFramework; chapter 4 wants the LED of Samples/Blink, chapter 7 a button from GP14 to ground.
// You see: what docs/tutorial.md shows for the chapter that is set.
using AsyncCore;
using static AsyncCore.Asyncio;

namespace Tutorial;

/// <summary>Runs one chapter of docs/tutorial.md.</summary>
public static class Program
{
    /// <summary>The programs, in the order of the chapters.</summary>
    private static readonly Chapter[] Chapters =
    {
        Coroutines.Main, Tasks.Main, Together.Main, Cancellation.Main, Timeouts.Main, Events.Main, Interrupts.Main,
        Queues.Main, Locks.Main, Groups.Main, Threads.Main, Intervals.Main, Reports.Main, VirtualTime.Main,
    };

    private delegate void Chapter();

    internal static int ChapterCount => Chapters.Length;

    /// <summary>Runs until the chapter has ended.</summary>
    public static void Main()
    {
        if (Settings.SkipsWaiting)
        {
            // The loop that has run last is the one that the chapter gets.
            Run(Nothing(), new AutojumpClock());
        }

        Chapters[Settings.Chapter - 1]();
    }

    private static async Coroutine Nothing()
    {
    }
}
