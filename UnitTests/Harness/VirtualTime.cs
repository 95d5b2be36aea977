using AsyncCore;

namespace UnitTests;

/// <summary>The loop that tests run on: a new one each time, whose clock starts at zero and jumps.</summary>
internal static class VirtualTime
{
    internal static AutojumpClock Clock { get; private set; }

    internal static long NowMs => EventLoop.Current.Clock.NowMs;

    /// <summary>Runs a coroutine, with an empty <see cref="Trace"/> to write to.</summary>
    internal static void Run(Coroutine main)
    {
        Trace.Clear();
        Clock = new AutojumpClock();
        Asyncio.Run(main, Clock);
    }

    /// <summary>As <see cref="Run"/>, for a main coroutine that is expected to fail; the way it ended goes to the trace.</summary>
    internal static void RunAndTraceFailure(Coroutine main)
    {
        try
        {
            Run(main);
        }
        catch (System.Exception exception)
        {
            Trace.Add("run:" + Scripts.Word(exception));
        }
    }
}
