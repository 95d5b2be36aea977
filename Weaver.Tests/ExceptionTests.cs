using Weaver.Tests.Harness;
using static Weaver.Tests.Harness.TestProgram;

namespace Weaver.Tests;

/// <summary>Exceptions and cleanup work around awaits as they do in any C#.</summary>
public sealed class ExceptionTests
{
    [Theory, BothShapes]
    public void Awaits_stand_in_try_catch_and_finally(Shape shape) => Says(shape, "try catch:x finally after", """
        public static async Coroutine Main()
        {
            try
            {
                await SleepMs(1);
                Say("try");
                throw new Exception("x");
            }
            catch (Exception e)
            {
                await SleepMs(1);
                Say("catch:" + e.Message);
            }
            finally
            {
                await SleepMs(1);
                Say("finally");
            }

            Say("after");
        }
        """);

    [Theory, BothShapes]
    public void Cleanup_runs_however_the_block_is_left(Shape shape) =>
        Says(shape, "end f return f 1 break f throw f x continue f continue f nested inner outer 2 rethrown f y", """
            static async Coroutine<int> Leave(string how)
            {
                for (int i = 0; i < 2; i++)
                {
                    try
                    {
                        await SleepMs(1);
                        Say(how);
                        switch (how)
                        {
                            case "return": return 1;
                            case "break": goto end;
                            case "throw": throw new Exception("x");
                            case "continue": continue;
                            default: goto end;
                        }
                    }
                    finally
                    {
                        await SleepMs(1);
                        Say("f");
                    }
                }

            end:
                return 0;
            }

            static async Coroutine<int> Nested()
            {
                try
                {
                    try
                    {
                        await SleepMs(1);
                        Say("nested");
                        return 2;
                    }
                    finally
                    {
                        await SleepMs(1);
                        Say("inner");
                    }
                }
                finally
                {
                    await SleepMs(1);
                    Say("outer");
                }
            }

            static async Coroutine Rethrow()
            {
                try
                {
                    try
                    {
                        await SleepMs(1);
                        throw new Exception("y");
                    }
                    catch (Exception)
                    {
                        await SleepMs(1);
                        Say("rethrown");
                        throw;
                    }
                }
                finally
                {
                    Say("f");
                }
            }

            public static async Coroutine Main()
            {
                await Leave("end");
                Say(await Leave("return"));
                await Leave("break");
                try
                {
                    await Leave("throw");
                }
                catch (Exception e)
                {
                    Say(e.Message);
                }

                await Leave("continue");
                Say(await Nested());
                try
                {
                    await Rethrow();
                }
                catch (Exception e)
                {
                    Say(e.Message);
                }
            }
            """);

    [Theory, BothShapes]
    public void The_first_catch_that_fits_catches(Shape shape) => Says(shape, "argument a filtered f other o false none", """
        sealed class Own : Exception { public Own(string m, int n) : base(m) => Number = n; public int Number { get; } }
        static async Coroutine Throw(Exception e) { await SleepMs(1); throw e; }
        static bool Is(Own e, int n) => e.Number == n;
        static async Coroutine Try(Exception thrown)
        {
            try
            {
                await Throw(thrown);
            }
            catch (ArgumentException e)
            {
                Say("argument");
                await SleepMs(1);
                Say(e.Message);
            }
            catch (Own e) when (Is(e, 1))
            {
                await SleepMs(1);
                Say("filtered");
                Say(e.Message);
            }
            catch (Own e)
            {
                Say("other");
                await SleepMs(1);
                Say(e.Message);
            }
        }

        public static async Coroutine Main()
        {
            await Try(new ArgumentException("a"));
            await Try(new Own("f", 1));
            await Try(new Own("o", 2));
            try
            {
                await Try(new InvalidOperationException("none"));
            }
            catch (InvalidOperationException e) when (e.Message.Length == 0 || False())
            {
                Say("wrong");
            }
            catch (Exception e)
            {
                Say(e.Message);
            }
        }

        static bool False() { Say("false"); return false; }
        """);

    [Theory, BothShapes]
    public void An_exception_before_the_first_await_is_thrown_where_the_coroutine_is_awaited(Shape shape) =>
        Says(shape, "created early early2", """
            static async Coroutine Early(string text)
            {
                if (text != null)
                {
                    throw new Exception(text);
                }

                await SleepMs(1);
            }

            static async Coroutine<int> Early2() => throw new Exception("early2");

            public static async Coroutine Main()
            {
                Coroutine early = Early("early");
                Say("created");
                try
                {
                    await early;
                }
                catch (Exception e)
                {
                    Say(e.Message);
                }

                try
                {
                    Say(await Early2());
                }
                catch (Exception e)
                {
                    Say(e.Message);
                }
            }
            """);

    [Theory, BothShapes]
    public void An_exception_passes_thirty_awaits_each_with_a_catch(Shape shape) => Says(shape, "30 bottom 30 bottom", """
        static int caught;
        static async Coroutine Down(int n)
        {
            try
            {
                if (n == 0)
                {
                    throw new Exception("bottom");
                }

                await Down(n - 1);
            }
            catch (Exception) when (n > 0)
            {
                caught++;
                throw;
            }
        }

        static async Coroutine<int> DownAsync(int n)
        {
            try
            {
                await SleepMs(1);
                if (n == 0)
                {
                    throw new Exception("bottom");
                }

                return await DownAsync(n - 1);
            }
            catch (ArgumentException)
            {
                return 0;
            }
            finally
            {
                await SleepMs(1);
                caught += n == 0 ? 0 : 1;
            }
        }

        public static async Coroutine Main()
        {
            try
            {
                await Down(30);
            }
            catch (Exception e)
            {
                Say(caught);
                Say(e.Message);
            }

            caught = 0;
            try
            {
                await DownAsync(30);
            }
            catch (Exception e)
            {
                Say(caught);
                Say(e.Message);
            }
        }
        """);

    [Theory, BothShapes]
    public void An_exception_in_a_catch_or_a_finally_replaces_the_first(Shape shape) => Says(shape, "second third", """
        static async Coroutine InCatch()
        {
            try
            {
                await SleepMs(1);
                throw new Exception("first");
            }
            catch (Exception)
            {
                await SleepMs(1);
                throw new Exception("second");
            }
        }

        static async Coroutine InFinally()
        {
            try
            {
                await InCatch();
            }
            finally
            {
                await Fail();
            }
        }

        static async Coroutine Fail() => throw new Exception("third");
        public static async Coroutine Main()
        {
            try { await InCatch(); } catch (Exception e) { Say(e.Message); }
            try { await InFinally(); } catch (Exception e) { Say(e.Message); }
        }
        """);

    [Theory, BothShapes]
    public void A_failed_task_throws_into_each_who_awaits_it_whatever_it_is_called(Shape shape) =>
        Says(shape, "task typed awaitable pending again coroutine", """
            static async Coroutine Fail() { await SleepMs(1); throw new Exception("failed"); }
            static async Coroutine<int> FailInt() { await SleepMs(1); throw new Exception("failed"); }
            static async Coroutine<bool> Throws(Awaitable a)
            {
                try
                {
                    await a;
                    return false;
                }
                catch (Exception e)
                {
                    return e.Message == "failed";
                }
            }

            public static async Coroutine Main()
            {
                Task task = CreateTask(Fail());
                try { await task; } catch (Exception) { Say("task"); }
                Task<int> typed = CreateTask(FailInt());
                try { await typed; } catch (Exception) { Say("typed"); }
                if (await Throws(task)) { Say("awaitable"); }
                if (await Throws(CreateTask(Fail()))) { Say("pending"); }
                if (await Throws(task)) { Say("again"); }
                if (await Throws(FailInt())) { Say("coroutine"); }
            }
            """);

    [Theory, BothShapes]
    public void Cancellation_is_an_exception_at_the_await(Shape shape) => Says(shape, "started cancelled cleanup True kept 5 timeout True", """
        static async Coroutine Work()
        {
            try
            {
                Say("started");
                await SleepMs(1000);
                Say("wrong");
            }
            catch (CancelledException)
            {
                Say("cancelled");
                throw;
            }
            finally
            {
                await SleepMs(1);
                Say("cleanup");
            }
        }

        static async Coroutine<int> Stubborn()
        {
            try
            {
                await new Event().Wait();
            }
            catch (CancelledException)
            {
                Say("kept");
            }

            return 5;
        }

        public static async Coroutine Main()
        {
            Task task = CreateTask(Work());
            await SleepMs(10);
            task.Cancel();
            try
            {
                await task;
            }
            catch (CancelledException)
            {
                Say(task.IsCancelled);
            }

            Task<int> stubborn = CreateTask(Stubborn());
            await SleepMs(1);
            stubborn.Cancel();
            Say(await stubborn);
            Task<int> slow = CreateTask(Slow());
            try
            {
                Say(await WaitForMs(slow, 10));
            }
            catch (TimeoutException)
            {
                Say("timeout");
            }

            Say(slow.IsCancelled);
        }

        static async Coroutine<int> Slow() { await SleepMs(100); return 1; }
        """);

    [Theory, BothShapes]
    public void Awaiting_a_coroutine_twice_throws(Shape shape) => Says(shape, "1 InvalidOperationException InvalidOperationException", """
        static async Coroutine<int> One() { await SleepMs(1); return 1; }
        public static async Coroutine Main()
        {
            Coroutine<int> one = One();
            Say(await one);
            try { await one; } catch (InvalidOperationException e) { Say(e.GetType().Name); }
            try { CreateTask(one); } catch (Exception e) { Say(e.GetType().Name); }
        }
        """);
}
