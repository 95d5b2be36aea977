using AsyncCore;
using AsyncCore.Net;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;

namespace UnitTests;

[TestClass]
public class NetRecordAlarmTests
{
    [TestMethod]
    public void A_record_that_came_in_the_end_leaves_the_next_one_all_its_time()
    {
        VirtualTime.Run(RingOnce());
        Trace.Is("rung quiet rung");
    }

    private static async Coroutine RingOnce()
    {
        RecordAlarm alarm = new RecordAlarm(new Readiness());
        alarm.Set();
        await SleepMs(RecordAlarm.LimitMs + 10);
        Say(alarm);
        alarm.Stop();
        alarm.Set();
        Say(alarm);
        await SleepMs(RecordAlarm.LimitMs + 10);
        Say(alarm);
    }

    private static void Say(RecordAlarm alarm) => Trace.Add(alarm.HasRung ? "rung" : "quiet");
}
