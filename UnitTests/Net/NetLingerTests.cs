using AsyncCore;
using AsyncCore.Net;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;

namespace UnitTests;

/// <summary>What happens between the close of a stream and that of its transport, with another end that is slow, talks on, or goes.</summary>
[TestClass]
public class NetLingerTests
{
    private static SlowTransport transport;
    private static Stream stream;

    [TestMethod]
    public void A_stream_is_closed_at_once_if_everything_has_arrived_and_nothing_was_left_unread()
    {
        VirtualTime.Run(CloseArrived());
        Trace.Is("closed wait:ok@0");
    }

    [TestMethod]
    public void A_stream_is_closed_when_everything_has_arrived()
    {
        VirtualTime.Run(CloseOnItsWay());
        Trace.Is("open wait:ok@30 closed");
    }

    [TestMethod]
    public void Input_is_taken_away_until_nothing_more_comes()
    {
        VirtualTime.Run(CloseUnderInput());
        Trace.Is("open wait:ok@350 closed taken:300");
    }

    [TestMethod]
    public void Of_too_much_input_the_writer_is_told()
    {
        VirtualTime.Run(CloseUnderFlood());
        Trace.Is("wait:reset closed");
        Assert.IsTrue(transport.Taken > 65536 && transport.Taken < 2 * 65536, "Taken were " + transport.Taken);
    }

    [TestMethod]
    public void Who_does_not_take_what_was_written_is_given_up_and_the_writer_is_told()
    {
        VirtualTime.Run(CloseNeverArriving());
        Trace.Is("wait:reset@10000 closed");
    }

    [TestMethod]
    public void A_connection_that_is_lost_on_the_way_is_told()
    {
        VirtualTime.Run(LoseOnTheWay());
        Trace.Is("wait:reset@20 closed");
    }

    [TestMethod]
    public void A_connection_of_which_it_is_known_that_it_is_lost_is_closed_without_another_word()
    {
        VirtualTime.Run(CloseLost());
        Trace.Is("wait:ok@0 closed");
    }

    [TestMethod]
    public void Abort_does_not_wait_for_what_is_on_its_way()
    {
        VirtualTime.Run(AbortOnItsWay());
        Trace.Is("open closed wait:ok@0");
    }

    [TestMethod]
    public void The_end_of_the_run_closes_what_was_on_its_way()
    {
        VirtualTime.Run(CloseAndLeave());
        Trace.Add(OpenOrClosed());
        Trace.Is("open closed");
    }

    private static string OpenOrClosed() => transport.IsClosed ? "closed" : "open";

    private static void Connect()
    {
        transport = new SlowTransport();
        stream = new Stream(transport);
    }

    private static async Coroutine SayEndWithTime()
    {
        string outcome = "ok";
        try
        {
            await stream.WaitClosed();
        }
        catch (ConnectionResetException)
        {
            outcome = "reset";
        }

        Trace.AddWithTime("wait:" + outcome);
    }

    private static async Coroutine CloseArrived()
    {
        Connect();
        stream.Close();
        Trace.Add(OpenOrClosed());
        await SayEndWithTime();
    }

    private static async Coroutine CloseOnItsWay()
    {
        Connect();
        transport.IsOnItsWay = true;
        _ = CreateTask(ArriveIn(30));
        stream.Close();
        Trace.Add(OpenOrClosed());
        await SayEndWithTime();
        Trace.Add(OpenOrClosed());
    }

    private static async Coroutine ArriveIn(int delayMs)
    {
        await SleepMs(delayMs);
        transport.IsOnItsWay = false;
        transport.Writable.Signal();
    }

    private static async Coroutine CloseUnderInput()
    {
        Connect();
        transport.Unread = 100;
        stream.Close();
        Trace.Add(OpenOrClosed());
        _ = CreateTask(SendAt(40));
        _ = CreateTask(SendAt(50));
        _ = CreateTask(LookOften());
        await SayEndWithTime();
        Trace.Add(OpenOrClosed());
        Trace.Add("taken:" + transport.Taken);
    }

    private static async Coroutine SendAt(int delayMs)
    {
        await SleepMs(delayMs);
        transport.Unread = 100;
    }

    /// <summary>As the poller of sockets does.</summary>
    private static async Coroutine LookOften()
    {
        while (!transport.IsClosed)
        {
            await SleepMs(5);
            transport.Writable.Signal();
        }
    }

    private static async Coroutine CloseUnderFlood()
    {
        Connect();
        transport.Unread = 1000000;
        stream.Close();
        _ = CreateTask(LookOften());
        await NetPair.Say("wait", stream.WaitClosed());
        Trace.Add(OpenOrClosed());
    }

    private static async Coroutine CloseNeverArriving()
    {
        Connect();
        transport.IsOnItsWay = true;
        stream.Close();
        await SayEndWithTime();
        Trace.Add(OpenOrClosed());
    }

    private static async Coroutine LoseOnTheWay()
    {
        Connect();
        transport.IsOnItsWay = true;
        stream.Close();
        _ = CreateTask(LoseIn(20));
        await SayEndWithTime();
        Trace.Add(OpenOrClosed());
    }

    private static async Coroutine LoseIn(int delayMs)
    {
        await SleepMs(delayMs);
        transport.Lose();
        transport.Writable.Signal();
    }

    private static async Coroutine CloseLost()
    {
        Connect();
        transport.Lose();
        stream.Close();
        await SayEndWithTime();
        Trace.Add(OpenOrClosed());
    }

    private static async Coroutine AbortOnItsWay()
    {
        Connect();
        transport.IsOnItsWay = true;
        stream.Close();
        Trace.Add(OpenOrClosed());
        stream.Abort();
        Trace.Add(OpenOrClosed());
        await SayEndWithTime();
    }

    private static async Coroutine CloseAndLeave()
    {
        Connect();
        transport.IsOnItsWay = true;
        stream.Close();
        Trace.Add(OpenOrClosed());
    }
}
