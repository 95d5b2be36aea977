using System;
using AsyncCore;
using AsyncCore.Net;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;

namespace Traces;

/// <summary>Ways for a failure to go. A line that should stand in its stack trace says so, in a comment of one word.</summary>
[TestClass]
public class Failures
{
    private static int cleanups;

    [TestMethod]
    public void Through_awaits() => Run(Outer(), new AutojumpClock()); // main

    [TestMethod]
    public void Of_an_assertion() => Run(AssertLater(), new AutojumpClock()); // main

    [TestMethod]
    public void Of_the_runtime() => Run(AskNothing(), new AutojumpClock()); // main

    [TestMethod]
    public void Through_several_awaits_of_a_method() => Run(AwaitMuch(), new AutojumpClock()); // main

    [TestMethod]
    public void Through_a_finally() => Run(Finally(), new AutojumpClock()); // main

    [TestMethod]
    public void Through_a_finally_that_awaits() => Run(FinallyAwaits(), new AutojumpClock()); // main

    [TestMethod]
    public void Through_a_using() => Run(Using(), new AutojumpClock()); // main

    [TestMethod]
    public void Through_a_filter() => Run(Filter(), new AutojumpClock()); // main

    [TestMethod]
    public void Through_a_rethrow() => Run(Rethrow(), new AutojumpClock()); // main

    [TestMethod]
    public void Through_plain_methods() => Run(CallPlain(), new AutojumpClock()); // main

    [TestMethod]
    public void Through_a_limit_of_time() => Run(Limited(), new AutojumpClock()); // main

    [TestMethod]
    public void Through_a_scope_of_time() => Run(InScope(), new AutojumpClock()); // main

    [TestMethod]
    public void Of_a_limit_of_time() => Run(TooLong(), new AutojumpClock()); // main

    [TestMethod]
    public void Through_a_gather() => Run(Gathered(), new AutojumpClock()); // main

    [TestMethod]
    public void Through_a_task() => Run(AwaitTask(), new AutojumpClock()); // main

    [TestMethod]
    public void Through_a_task_that_two_await() => Run(AwaitTaskTwice(), new AutojumpClock()); // main

    [TestMethod]
    public void Through_a_lambda_and_a_local_function() => Run(CallLambda(), new AutojumpClock()); // main

    [TestMethod]
    public void Of_a_group() => Run(Group(), new AutojumpClock()); // main

    [TestMethod]
    public void Of_a_cancellation() => Run(CancelMain(), new AutojumpClock()); // main

    [TestMethod]
    public void Of_a_call_on_another_thread() => Run(OnThread()); // main

    /// <summary>A task that nobody awaits: that is printed.</summary>
    public static void Unseen() => Run(LeaveTask(), new AutojumpClock());

    /// <summary>A client whose handler fails: that is printed, too. The board must have joined a network.</summary>
    public static void Unserved() => Run(ConnectToServer());

    private static async Coroutine Outer()
    {
        await SleepMs(1);
        await Middle(); // outer
    }

    private static async Coroutine Middle()
    {
        await Inner(); // middle
        await SleepMs(1);
    }

    private static async Coroutine Inner()
    {
        await SleepMs(1);
        throw new InvalidOperationException("no water"); // throws
    }

    private static async Coroutine AssertLater()
    {
        await AssertNow(); // outer
    }

    private static async Coroutine AssertNow()
    {
        await SleepMs(1);
        Assert.AreEqual(1, 2); // throws
    }

    private static async Coroutine AskNothing()
    {
        await SleepMs(1);
        await LengthOf(null); // outer
    }

    private static async Coroutine<int> LengthOf(string text)
    {
        await SleepMs(1);
        return text.Length; // throws
    }

    private static async Coroutine<int> AwaitMuch()
    {
        int sum = 0;
        for (int i = 0; i < 2; i++)
        {
            await SleepMs(1);
            sum += i > 0 ? await One() : await One();
        }

        try
        {
            await SleepMs(1);
        }
        catch (CancelledException)
        {
            await SleepMs(2);
        }
        finally
        {
            sum += await One();
        }

        await SleepMs(1);
        await Middle(); // much
        await SleepMs(1);
        return sum;
    }

    private static async Coroutine<int> One() => 1;

    private static async Coroutine Finally()
    {
        try
        {
            await Middle(); // finally
        }
        finally
        {
            Clean();
        }
    }

    private static async Coroutine FinallyAwaits()
    {
        try
        {
            await Middle(); // finally
        }
        finally
        {
            await SleepMs(1);
        }
    }

    private static async Coroutine Using()
    {
        using Cleaner cleaner = new Cleaner();
        await Middle(); // using
    }

    private static async Coroutine Filter()
    {
        try
        {
            await Middle(); // filter
        }
        catch (Exception exception) when (exception.Message == "no sun")
        {
            Clean();
        }
    }

    private static async Coroutine Rethrow()
    {
        try
        {
            await Middle(); // rethrow
        }
        catch (InvalidOperationException)
        {
            Clean();
            await SleepMs(1);
            throw;
        }
    }

    private static async Coroutine CallPlain()
    {
        await SleepMs(1);
        CatchAndThrow(); // calls
    }

    private static void CatchAndThrow()
    {
        try
        {
            ThrowPlainly(); // plain
        }
        catch (Exception)
        {
            Clean();
            throw;
        }
    }

    private static void ThrowPlainly()
    {
        cleanups--;
        throw new InvalidOperationException("no water"); // throws
    }

    private static async Coroutine Limited()
    {
        await WaitForMs(Middle(), 100); // limited
    }

    private static async Coroutine InScope()
    {
        using TimeoutScope scope = TimeoutScope.After(100);
        await Middle(); // scope
    }

    private static async Coroutine TooLong()
    {
        await WaitForMs(SleepLong(), 100); // late
    }

    private static async Coroutine SleepLong()
    {
        await SleepMs(1000); // sleeps
    }

    private static async Coroutine Gathered()
    {
        await Gather(SleepMs(1), Middle()); // gathers
    }

    private static async Coroutine AwaitTask()
    {
        Task task = CreateTask(Middle());
        await SleepMs(10);
        await task; // awaits
    }

    private static async Coroutine AwaitTaskTwice()
    {
        Task task = CreateTask(Middle());
        try
        {
            await task;
        }
        catch (InvalidOperationException)
        {
            Clean();
        }

        await CreateTask(AwaitGiven(task)); // last
    }

    private static async Coroutine AwaitGiven(Task task)
    {
        await task; // given
    }

    private static async Coroutine CallLambda()
    {
        TaskGroup.Body lambda = async group =>
        {
            await SleepMs(1);
            await Local(); // lambda
        };
        await lambda(null); // calls

        static async Coroutine Local()
        {
            await Middle(); // local
        }
    }

    private static async Coroutine Group()
    {
        await TaskGroup.Run(async group => // group
        {
            _ = group.CreateTask(Middle());
            _ = group.CreateTask(SleepLong());
        });
    }

    private static async Coroutine CancelMain()
    {
        CurrentTask.Cancel();
        await SleepLong(); // cancelled
    }

    private static async Coroutine OnThread()
    {
        await ToThread(ThrowOrReturn); // thread
    }

    private static object ThrowOrReturn()
    {
        ThrowPlainly(); // work
        return null;
    }

    private static async Coroutine LeaveTask()
    {
        _ = CreateTask(Outer(), "pump");
        await SleepMs(10);
    }

    private static async Coroutine ConnectToServer()
    {
        await using Server server = Server.Start(async stream => await Middle(), 0); // serves
        await using Stream stream = await Connection.Open("127.0.0.1", server.Port);
        _ = await stream.Read(new byte[1], 0, 1);
    }

    private static void Clean()
    {
        try
        {
            throw new TimeoutException("meanwhile");
        }
        catch (TimeoutException)
        {
            cleanups++;
        }
    }

    private sealed class Cleaner : IDisposable
    {
        public void Dispose() => Clean();
    }
}
