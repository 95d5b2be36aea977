using System.Collections;
using VirtualPicoW.Hardware;

namespace System.Threading;

/// <summary>The one thread that calls for all timers.</summary>
internal static class TimerThread
{
    private static readonly ArrayList Due = [];
    private static IWaitPoint news;

    /// <summary>Lets something be called.</summary>
    public static void Post(Action call)
    {
        Due.Add(call);
        if (news == null)
        {
            news = SimulationOfBoard.Simulation.NewWaitPoint();
            new Thread(Run).Start();
        }

        news.WakeOne();
    }

    private static void Run()
    {
        while (true)
        {
            while (Due.Count == 0)
            {
                news.Wait(null);
            }

            Action call = (Action)Due[0];
            Due.RemoveAt(0);
            call();
        }
    }
}
