using System;
using nanoFramework.Runtime.Native;
using nanoFramework.TestFramework;

namespace BoardTests;

[TestClass]
public class CalendarTests
{
    private static readonly DateTime Past = new DateTime(2001, 2, 3, 4, 5, 6);

    [TestMethod]
    public void The_date_can_be_set_to_the_past_and_goes_on_from_there()
    {
        DateTime before = DateTime.UtcNow;
        try
        {
            Assert.IsTrue(Rtc.SetSystemTime(Past));
            DateTime now = DateTime.UtcNow;
            Assert.IsTrue(now >= Past && now < Past.AddSeconds(60));
            Assert.IsTrue(DateTime.Today == new DateTime(2001, 2, 3));
        }
        finally
        {
            Rtc.SetSystemTime(before);
        }

        Assert.IsTrue(DateTime.UtcNow >= before && DateTime.UtcNow < before.AddSeconds(60));
    }

    [TestMethod]
    public void The_milliseconds_since_boot_do_not_jump_with_the_date()
    {
        DateTime before = DateTime.UtcNow;
        long beforeMs = Environment.TickCount64;
        Rtc.SetSystemTime(Past);
        long passedMs = Environment.TickCount64 - beforeMs;
        Rtc.SetSystemTime(before);
        Assert.IsTrue(passedMs >= 0 && passedMs < 60000);
    }

    [TestMethod]
    public void A_date_reads_as_before()
    {
        Assert.AreEqual("2001-02-03 04:05:06", Past.ToString("yyyy-MM-dd HH:mm:ss"));
        Assert.AreEqual(981173106L, Past.ToUnixTimeSeconds());
        Assert.IsTrue(DateTime.FromUnixTimeSeconds(981173106L) == Past);
        Assert.IsTrue(Past.DayOfWeek == DayOfWeek.Saturday);
        Assert.IsTrue(Past - Past.AddDays(-1) == new TimeSpan(1, 0, 0, 0));
        Assert.AreEqual(0, Past.CompareTo(Past));
        Assert.IsTrue(Past.Equals((object)new DateTime(Past.Ticks)));
    }
}
