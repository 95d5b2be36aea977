using AsyncCore;
using AsyncCore.Net;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;

namespace UnitTests;

[TestClass]
public class NetCloseTests
{
    [TestMethod]
    public void S10_23_a_reader_is_told_that_its_stream_was_closed_here()
    {
        VirtualTime.Run(CloseUnderReader());
        Trace.Is("closed closed closed closed");
    }

    [TestMethod]
    public void S10_23_writers_are_told_that_their_stream_was_closed_here()
    {
        VirtualTime.Run(CloseUnderWriters());
        Trace.Is("first:closed second:closed");
    }

    [TestMethod]
    public void S10_23_end_reset_and_closed_are_told_apart()
    {
        VirtualTime.Run(EndInThreeWays());
        Trace.Is("'' reset closed");
    }

    [TestMethod]
    public void S10_29_close_alone_lets_the_other_end_see_the_end()
    {
        VirtualTime.Run(CloseWithoutWaiting());
        Trace.Is("closing closed ''");
    }

    [TestMethod]
    public void S10_30_close_sends_first_what_was_written()
    {
        VirtualTime.Run(CloseWithUnsent());
        Trace.Is("closing open bytes:500 wait:ok closed");
    }

    [TestMethod]
    public void S10_30_close_gives_up_on_a_receiver_that_takes_nothing()
    {
        VirtualTime.Run(CloseTowardsDeaf());
        Trace.Is("wait:reset @10000 closed");
    }

    [TestMethod]
    public void S10_30_a_connection_lost_during_close_is_told()
    {
        VirtualTime.Run(LoseDuringClose());
        Trace.Is("wait:reset @5 closed");
    }

    [TestMethod]
    public void S10_30_abort_sends_nothing_more()
    {
        VirtualTime.Run(AbortWithUnsent());
        Trace.Is("closed wait:ok bytes:10");
    }

    [TestMethod]
    public void S10_30_abort_cuts_a_close_short()
    {
        VirtualTime.Run(AbortWhileClosing());
        Trace.Is("open closed wait:ok @0");
    }

    [TestMethod]
    public void S10_31_closing_twice_is_fine()
    {
        VirtualTime.Run(CloseTwice());
        Trace.Is("wait:ok again:ok");
    }

    [TestMethod]
    public void S10_31_several_tasks_wait_for_the_close()
    {
        VirtualTime.Run(WaitByTwo());
        Trace.Is("closing a:ok b:ok");
    }

    [TestMethod]
    public void S10_31_a_cancelled_wait_leaves_the_close_alone()
    {
        VirtualTime.Run(CancelWaitClosed());
        Trace.Is("timeout bytes:500 closed");
    }

    [TestMethod]
    public void S10_32_what_had_come_before_the_close_can_be_read_at_the_other_end()
    {
        VirtualTime.Run(CloseWithUnread());
        Trace.Is("'abc' ''");
    }

    [TestMethod]
    public void S10_30_the_end_of_the_run_closes_what_was_still_being_sent()
    {
        VirtualTime.Run(CloseAndLeave());
        Trace.Add(OpenOrClosed());
        Trace.Is("open closed");
    }

    [TestMethod]
    public void S10_34_a_stream_needs_a_transport()
    {
        try
        {
            _ = new Stream(null);
            Assert.IsTrue(false, "It did without.");
        }
        catch (System.ArgumentNullException)
        {
        }
    }

    private static string OpenOrClosed() => NetPair.Transport.IsClosed ? "closed" : "open";

    private static async Coroutine CloseUnderReader()
    {
        NetPair.Connect(100);
        Task reader = CreateTask(NetPair.SayRead(NetPair.Near, 10));
        await SleepMs(1);
        NetPair.Near.Close();
        await reader;
        await NetPair.SayRead(NetPair.Near, 10);
        await NetPair.SayReadExactly(NetPair.Near, 10);
        await NetPair.SayReadLine(NetPair.Near, 10);
    }

    private static async Coroutine CloseUnderWriters()
    {
        NetPair.Connect(10);
        Task first = CreateTask(NetPair.Say("first", NetPair.SendZeros(NetPair.Near, 2000)));
        Task second = CreateTask(NetPair.Say("second", NetPair.SendZeros(NetPair.Near, 2)));
        await SleepMs(1);
        NetPair.Near.Close();
        await first;
        await second;
    }

    private static async Coroutine EndInThreeWays()
    {
        NetPair.Connect(10);
        NetPair.Far.Close();
        await NetPair.SayRead(NetPair.Near, 10);
        NetPair.Connect(10);
        NetPair.Transport.Reset();
        await NetPair.SayRead(NetPair.Near, 10);
        NetPair.Connect(10);
        NetPair.Near.Close();
        await NetPair.SayRead(NetPair.Near, 10);
    }

    private static async Coroutine CloseWithoutWaiting()
    {
        NetPair.Connect(10);
        NetPair.Near.Close();
        Trace.Add(NetPair.Near.IsClosing ? "closing" : "not_closing");
        Trace.Add(OpenOrClosed());
        await NetPair.SayRead(NetPair.Far, 10);
    }

    private static async Coroutine CloseWithUnsent()
    {
        NetPair.Connect(10);
        await NetPair.SendZeros(NetPair.Near, 500);
        NetPair.Near.Close();
        Trace.Add(NetPair.Near.IsClosing ? "closing" : "not_closing");
        Trace.Add(OpenOrClosed());
        await NetPair.SayBytesToTheEnd(NetPair.Far);
        await NetPair.Say("wait", NetPair.Near.WaitClosed());
        Trace.Add(OpenOrClosed());
    }

    private static async Coroutine CloseAndLeave()
    {
        NetPair.Connect(10);
        await NetPair.SendZeros(NetPair.Near, 500);
        NetPair.Near.Close();
        Trace.Add(OpenOrClosed());
    }

    private static async Coroutine CloseTowardsDeaf()
    {
        NetPair.Connect(10);
        await NetPair.SendZeros(NetPair.Near, 500);
        NetPair.Near.Close();
        await NetPair.Say("wait", NetPair.Near.WaitClosed());
        Trace.AddWithTime("");
        Trace.Add(OpenOrClosed());
    }

    private static async Coroutine LoseDuringClose()
    {
        NetPair.Connect(10);
        await NetPair.SendZeros(NetPair.Near, 500);
        NetPair.Near.Close();
        Task waiter = CreateTask(NetPair.Say("wait", NetPair.Near.WaitClosed()));
        await SleepMs(5);
        NetPair.Transport.Reset();
        await waiter;
        Trace.AddWithTime("");
        Trace.Add(OpenOrClosed());
    }

    private static async Coroutine AbortWithUnsent()
    {
        NetPair.Connect(10);
        await NetPair.SendZeros(NetPair.Near, 500);
        NetPair.Near.Abort();
        Trace.Add(OpenOrClosed());
        await NetPair.Say("wait", NetPair.Near.WaitClosed());
        await NetPair.SayBytesToTheEnd(NetPair.Far);
    }

    private static async Coroutine AbortWhileClosing()
    {
        NetPair.Connect(10);
        await NetPair.SendZeros(NetPair.Near, 500);
        NetPair.Near.Close();
        Trace.Add(OpenOrClosed());
        NetPair.Near.Abort();
        Trace.Add(OpenOrClosed());
        await NetPair.Say("wait", NetPair.Near.WaitClosed());
        Trace.AddWithTime("");
    }

    private static async Coroutine CloseTwice()
    {
        NetPair.Connect(10);
        NetPair.Near.Close();
        NetPair.Near.Close();
        NetPair.Near.Abort();
        NetPair.Near.Abort();
        await NetPair.Say("wait", NetPair.Near.WaitClosed());
        NetPair.Near.Close();
        await NetPair.Say("again", NetPair.Near.WaitClosed());
    }

    private static async Coroutine WaitByTwo()
    {
        NetPair.Connect(10);
        await NetPair.SendZeros(NetPair.Near, 20);
        Task a = CreateTask(NetPair.Say("a", NetPair.Near.WaitClosed()));
        Task b = CreateTask(NetPair.Say("b", NetPair.Near.WaitClosed()));
        await SleepMs(1);
        Trace.Add("closing");
        NetPair.Near.Close();
        await NetPair.Far.ReadExactly(new byte[20], 0, 20);
        await a;
        await b;
    }

    private static async Coroutine CancelWaitClosed()
    {
        NetPair.Connect(10);
        await NetPair.SendZeros(NetPair.Near, 500);
        NetPair.Near.Close();
        await NetPair.TimeOut(NetPair.Near.WaitClosed(), 50);
        await NetPair.SayBytesToTheEnd(NetPair.Far);
        Trace.Add(OpenOrClosed());
    }

    private static async Coroutine CloseWithUnread()
    {
        NetPair.Connect(10);
        await NetPair.Send(NetPair.Far, "unread");
        await NetPair.Send(NetPair.Near, "abc");
        NetPair.Near.Close();
        await NetPair.SayRead(NetPair.Far, 10);
        await NetPair.SayRead(NetPair.Far, 10);
    }
}
