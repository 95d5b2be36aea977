using AsyncCore;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;

namespace UnitTests;

[TestClass]
public class MessageTests
{
    private static Message message;

    [TestMethod]
    public void A_message_reaches_all_that_wait_in_the_order_in_which_they_came()
    {
        VirtualTime.Run(Broadcast(false));
        Trace.Is("a=news b=news c=news");
    }

    [TestMethod]
    public void A_message_that_is_cleared_at_once_still_reaches_those_who_waited()
    {
        VirtualTime.Run(Broadcast(true));
        Trace.Is("a=news b=news c=news");
    }

    [TestMethod]
    public void Waiting_for_a_message_that_is_set_does_not_suspend()
    {
        VirtualTime.Run(ReceiveAtOnce());
        Trace.Is("clear a=first b=second set other");
    }

    [TestMethod]
    public void After_clear_a_wait_is_for_the_next_message()
    {
        VirtualTime.Run(ReceiveTheNext());
        Trace.Is("a=second end@5");
    }

    [TestMethod]
    public void A_message_can_be_awaited_with_a_limit_or_gathered()
    {
        VirtualTime.Run(ReceiveInOtherWays());
        Trace.Is("timeout@3 limited=news gathered=news");
    }

    private static async Coroutine Receive(string word) => Trace.Add(word + "=" + (string)await message.Wait());

    private static async Coroutine Broadcast(bool clears)
    {
        message = new Message();
        _ = CreateTask(Receive("a"));
        _ = CreateTask(Receive("b"));
        _ = CreateTask(Receive("c"));
        await SleepMs(1);
        message.Set("news");
        if (clears)
        {
            message.Clear();
        }

        await SleepMs(1);
    }

    private static async Coroutine ReceiveAtOnce()
    {
        _ = CreateTask(Scripts.Say("other"));
        message = new Message();
        Trace.Add(message.IsSet ? "set" : "clear");
        message.Set("first");
        await Receive("a");
        message.Set("second");
        await Receive("b");
        Trace.Add(message.IsSet && (string)message.Value == "second" ? "set" : "clear");
        await SleepMs(0);
    }

    private static async Coroutine SleepAndSet(int durationMs, string value)
    {
        await SleepMs(durationMs);
        message.Set(value);
    }

    private static async Coroutine ReceiveTheNext()
    {
        message = new Message();
        message.Set("first");
        message.Clear();
        _ = CreateTask(SleepAndSet(5, "second"));
        await Receive("a");
        Trace.AddWithTime("end");
    }

    private static async Coroutine ReceiveInOtherWays()
    {
        message = new Message();
        try
        {
            await WaitForMs(message.Wait(), 3);
        }
        catch (System.TimeoutException)
        {
            Trace.AddWithTime("timeout");
        }

        _ = CreateTask(SleepAndSet(5, "news"));
        object[] results = await Gather(WaitForMs(message.Wait(), 100), message.Wait());
        Trace.Add("limited=" + (string)results[0]);
        Trace.Add("gathered=" + (string)results[1]);
    }
}
