using System;
using AsyncCore;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;

namespace UnitTests;

/// <summary>Cleanup may fail and mend itself without losing what is under way. It takes the weaver: nanoFramework's runtime alone loses it.</summary>
[TestClass]
public class CleanupTests
{
    [TestMethod]
    public void A_finally_block_may_throw_and_catch_while_an_exception_passes()
    {
        VirtualTime.Run(PassThroughFinally());
        Trace.Is("mended outer mended cancelled");
    }

    [TestMethod]
    public void A_catch_block_may_throw_and_catch_before_it_throws_on()
    {
        VirtualTime.Run(PassThroughCatch());
        Trace.Is("mended cancelled");
    }

    private static void Mend()
    {
        try
        {
            throw new InvalidOperationException("inner");
        }
        catch (InvalidOperationException)
        {
            Trace.Add("mended");
        }
    }

    private static void Fail()
    {
        try
        {
            throw new BrokenException("outer");
        }
        finally
        {
            Mend();
        }
    }

    private static async Coroutine PassThroughFinally()
    {
        try
        {
            Fail();
        }
        catch (BrokenException exception)
        {
            Trace.Add(exception.Message);
        }

        await Cancel(CreateTask(SleepAndMend()));
    }

    private static async Coroutine PassThroughCatch() => await Cancel(CreateTask(SleepMendAndThrow()));

    private static async Coroutine SleepAndMend()
    {
        try
        {
            await SleepMs(1000);
        }
        finally
        {
            Mend();
        }
    }

    private static async Coroutine SleepMendAndThrow()
    {
        try
        {
            await SleepMs(1000);
        }
        catch (CancelledException)
        {
            Mend();
            throw;
        }
    }

    private static async Coroutine Cancel(Task task)
    {
        await SleepMs(1);
        task.Cancel();
        try
        {
            await task;
        }
        catch (CancelledException)
        {
            Trace.Add("cancelled");
        }
    }
}
