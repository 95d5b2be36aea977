using AsyncCore;
using AsyncCore.Net;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;

namespace UnitTests;

[TestClass]
public class NetIdleTests
{
    private static Stream near;
    private static Stream far;

    [TestMethod]
    public void Silence_is_counted_from_the_last_byte_that_came()
    {
        VirtualTime.Run(ReceiveSometimes());
        Trace.Is("'a'@90 'b'@170 idle:100@270");
    }

    [TestMethod]
    public void Silence_is_counted_from_the_last_byte_that_went()
    {
        VirtualTime.Run(SendSometimes());
        Trace.Is("sent@90 sent@170 idle:100@270");
    }

    [TestMethod]
    public void A_peer_that_takes_nothing_is_silent_too()
    {
        VirtualTime.Run(WriteToDeaf());
        Trace.Is("idle:100@100");
    }

    [TestMethod]
    public void Closing_in_time_ends_the_watch()
    {
        VirtualTime.Run(CloseInTime());
        Trace.Is("closed");
    }

    private static void Connect()
    {
        MemoryTransport transport = new MemoryTransport(10);
        near = new Stream(new IdleTimeoutTransport(transport, 100));
        far = new Stream(transport.Other);
    }

    private static async Coroutine ReceiveSometimes()
    {
        Connect();
        Task source = CreateTask(SendTwice(far));
        for (int i = 0; i < 3; i++)
        {
            await SayRead();
        }

        await source;
    }

    private static async Coroutine SendTwice(Stream stream)
    {
        await SleepMs(90);
        await stream.Write("a");
        await SleepMs(80);
        await stream.Write("b");
    }

    private static async Coroutine SayRead()
    {
        byte[] buffer = new byte[1];
        try
        {
            await near.Read(buffer, 0, 1);
            Trace.AddWithTime("'" + (char)buffer[0] + "'");
        }
        catch (IdleTimeoutException exception)
        {
            Trace.AddWithTime("idle:" + exception.LimitMs);
        }
    }

    private static async Coroutine SendSometimes()
    {
        Connect();
        Task reader = CreateTask(SayRead());
        await SleepMs(90);
        await near.Write("a");
        Trace.AddWithTime("sent");
        await SleepMs(80);
        await near.Write("b");
        Trace.AddWithTime("sent");
        await reader;
    }

    private static async Coroutine WriteToDeaf()
    {
        Connect();
        try
        {
            await near.Write(new byte[5000]);
        }
        catch (IdleTimeoutException exception)
        {
            Trace.AddWithTime("idle:" + exception.LimitMs);
        }
    }

    private static async Coroutine CloseInTime()
    {
        Connect();
        near.Close();
        await SleepMs(200);
        await near.WaitClosed();
        Trace.Add("closed");
    }
}
