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
        Trace.Is("goes_on@0 given_up@2010 goes_on@2010 given_up@4020");
    }

    [TestMethod]
    public void A_record_of_which_something_comes_now_and_then_has_ten_seconds_in_all()
    {
        VirtualTime.Run(Drip());
        Trace.Is("goes_on@0 goes_on@2010 goes_on@4020 goes_on@6030 goes_on@8040 given_up@10050");
    }

    [TestMethod]
    public void Who_waits_for_the_rest_is_woken_when_nothing_comes()
    {
        VirtualTime.Run(WaitForRest());
        Trace.Is("goes_on@0 given_up@2000");
    }

    private static async Coroutine RingOnce()
    {
        RecordAlarm alarm = new RecordAlarm(new Readiness());
        Say(alarm, 5);
        await SleepMs(RecordAlarm.SilenceMs + 10);
        Say(alarm, 5);
        alarm.Stop();
        Say(alarm, 5);
        await SleepMs(RecordAlarm.SilenceMs + 10);
        Say(alarm, 5);
    }

    private static async Coroutine Drip()
    {
        RecordAlarm alarm = new RecordAlarm(new Readiness());
        for (int count = 5; count < 11; count++)
        {
            Say(alarm, count);
            await SleepMs(RecordAlarm.SilenceMs + 10);
        }
    }

    private static async Coroutine WaitForRest()
    {
        Readiness readable = new Readiness();
        RecordAlarm alarm = new RecordAlarm(readable);
        Say(alarm, 5);
        await readable;
        Say(alarm, 5);
    }

    private static void Say(RecordAlarm alarm, int available) => Trace.AddWithTime(alarm.Allows(available) ? "goes_on" : "given_up");
}
