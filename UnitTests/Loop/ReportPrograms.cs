using AsyncCore;
using static AsyncCore.Asyncio;

namespace UnitTests;

/// <summary>Programs that print, for a test that reads the console.</summary>
public static class ReportPrograms
{
    /// <summary>A task fails, and nobody sees it.</summary>
    public static void FailUnseen() => VirtualTime.Run(CreateAndLeave());

    private static async Coroutine CreateAndLeave()
    {
        _ = CreateTask(Scripts.Fail("no water"), "pump");
        await SleepMs(1);
    }
}
