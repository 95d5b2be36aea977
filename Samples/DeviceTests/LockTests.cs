using AsyncCore;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;

namespace AsyncCore.Samples;

[TestClass]
public class LockTests
{
    private static int visitors;

    [TestMethod]
    public void An_hour_of_sleep_takes_no_time() => Run(AnHour(), new AutojumpClock());

    [DataRow(2)]
    [DataRow(10)]
    public void A_lock_lets_one_in_at_a_time(int count) => Run(VisitAtOnce(count), new AutojumpClock());

    private static async Coroutine AnHour() => await SleepMs(3600 * 1000);

    private static async Coroutine VisitAtOnce(int count)
    {
        Lock door = new Lock();
        await TaskGroup.Run(async group =>
        {
            for (int i = 0; i < count; i++)
            {
                _ = group.CreateTask(Visit(door));
            }
        });
    }

    private static async Coroutine Visit(Lock door)
    {
        using (await door.Acquire())
        {
            visitors++;
            await SleepMs(1000);
            Assert.AreEqual(1, visitors);
            visitors--;
        }
    }
}
