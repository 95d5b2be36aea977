using System.Collections;
using System.Device.Wifi;
using AsyncCore;
using AsyncCore.Net;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;

namespace NetTests;

/// <summary>Runs coroutines on the board, in real time, and sees to it that they leave no socket open.</summary>
internal static class OnBoard
{
    /// <summary>Longer than anything here takes, so that only a failure waits that long.</summary>
    internal const int PatienceMs = 20000;

    private static string trace = "";

    /// <summary>How many failures went to the exception handler in this run.</summary>
    internal static int ReportCount { get; private set; }

    /// <summary>The last failure that went to the exception handler.</summary>
    internal static ExceptionContext LastReport { get; private set; }

    internal static void JoinWifi()
    {
        WifiConnectionResult result = WifiAdapter.FindAllAdapters()[0].Connect("PicoNet", WifiReconnectionKind.Manual, "blink-and-echo");
        Assert.IsTrue(result.ConnectionStatus == WifiConnectionStatus.Success);
    }

    internal static void LeaveWifi() => WifiAdapter.FindAllAdapters()[0].Disconnect();

    /// <summary>Runs a coroutine, and checks what it said and that no socket is left.</summary>
    internal static void Run(Coroutine main, string expected)
    {
        trace = "";
        ReportCount = 0;
        LastReport = null;
        Asyncio.Run(Within(main));
        Assert.AreEqual(expected, trace);
        Assert.AreEqual(0, SocketBudget.InUse, "Sockets are left open.");
    }

    /// <summary>Says a word for <see cref="Run"/> to compare.</summary>
    internal static void Say(string word) => trace += (trace.Length == 0 ? "" : " ") + word;

    /// <summary>Waits until something is so.</summary>
    internal static async Coroutine Until(Condition condition)
    {
        while (!condition())
        {
            await SleepMs(1);
        }
    }

    /// <summary>Takes all sockets of the board, tries something, which must say that there are none, and gives them back.</summary>
    internal static async Coroutine WithoutSockets(Attempt attempt)
    {
        ArrayList sockets = new ArrayList();
        try
        {
            while (true)
            {
                sockets.Add(DatagramSocket.Bind(0));
            }
        }
        catch (TooManySocketsException)
        {
        }

        try
        {
            await attempt();
        }
        catch (TooManySocketsException)
        {
            Say("too_many");
        }

        foreach (DatagramSocket socket in sockets)
        {
            socket.Close();
        }
    }

    private static async Coroutine Within(Coroutine main)
    {
        EventLoop.Current.ExceptionHandler = (loop, report) =>
        {
            ReportCount++;
            LastReport = report;
        };
        await WaitForMs(main, PatienceMs);
    }
}
