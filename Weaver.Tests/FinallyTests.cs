using Mono.Cecil;
using Mono.Cecil.Cil;
using Weaver.Tests.Harness;
using static Weaver.Tests.Harness.TestProgram;

namespace Weaver.Tests;

/// <summary>A finally block may call whatever it likes: on the board it is ordinary code, and works as it does in any C#.</summary>
public sealed class FinallyTests
{
    private const string CleanUp = """
        static void CleanUp(string what)
        {
            try { throw new Exception(what); } catch (Exception e) { Say(e.Message); }
        }

        """;

    [Theory, BothShapes]
    public void However_a_block_is_left_its_cleanup_runs_once_and_then_it_goes_on_there(Shape shape) =>
        Says(shape, "c1 return:1 c2 c3 break:2 c4 continue c5 thrown:x c6 goto:3 c7 fall:4", CleanUp + """
            static int Leave(string how, int from)
            {
                for (int i = from; ; i++)
                {
                    try
                    {
                        switch (how)
                        {
                            case "return": return 1;
                            case "break": if (i == from) { continue; } goto broken;
                            case "throw": throw new InvalidOperationException("x");
                            case "goto": goto end;
                        }
                    }
                    finally
                    {
                        CleanUp("c" + i);
                    }

                    return 4;
                }

            broken:
                return 2;
            end:
                return 3;
            }

            static void Try(string how, int from)
            {
                try
                {
                    Say(how + ":" + Leave(how, from));
                }
                catch (InvalidOperationException e)
                {
                    Say("thrown:" + e.Message);
                }
            }

            public static async Coroutine Main()
            {
                Try("return", 1);
                Try("break", 2);
                foreach (int i in new[] { 4 })
                {
                    try { continue; } finally { CleanUp("c" + i); Say("continue"); }
                }

                Try("throw", 5);
                Try("goto", 6);
                Try("fall", 7);
                await SleepMs(1);
            }
            """);

    [Theory, BothShapes]
    public void Blocks_nest_in_any_way(Shape shape) =>
        Says(shape, "in mid out 1 in2 handler out2 first in3 second:y in4 out4", CleanUp + """
            static int Deep()
            {
                try
                {
                    try
                    {
                        try { return 1; } finally { CleanUp("in"); }
                    }
                    finally { CleanUp("mid"); }
                }
                finally { CleanUp("out"); }
            }

            static void Handlers()
            {
                try
                {
                    try { throw new Exception("first"); }
                    catch (Exception e)
                    {
                        try { CleanUp("in2"); } finally { CleanUp("handler"); }
                        throw new Exception(e.Message);
                    }
                }
                finally { CleanUp("out2"); }
            }

            static void Replaced()
            {
                try { throw new Exception("x"); } finally { CleanUp("in3"); throw new Exception("y"); }
            }

            static void Within()
            {
                try { }
                finally
                {
                    try { } finally { CleanUp("in4"); }
                    CleanUp("out4");
                }
            }

            public static async Coroutine Main()
            {
                Say(Deep());
                try { Handlers(); } catch (Exception e) { Say(e.Message); }
                try { Replaced(); } catch (Exception e) { Say("second:" + e.Message); }
                Within();
                await SleepMs(1);
            }
            """);

    [Theory, BothShapes]
    public void An_await_within_runs_no_cleanup_before_its_time(Shape shape) =>
        Says(shape, "before after c1 again c2 cancelled", CleanUp + """
            static async Coroutine Wait(string name, int ms)
            {
                try
                {
                    await SleepMs(ms);
                    await SleepMs(0);
                    Say(name);
                }
                finally
                {
                    CleanUp(name == "after" ? "c1" : "c2");
                }
            }

            public static async Coroutine Main()
            {
                Task task = CreateTask(Wait("after", 5));
                await SleepMs(1);
                Say("before");
                await task;
                task = CreateTask(Wait("never", 100));
                await SleepMs(1);
                Say("again");
                task.Cancel();
                try { await task; } catch (CancelledException) { Say("cancelled"); }
            }
            """);

    [Theory, BothShapes]
    public void A_timeout_scope_is_told_by_what_it_is_left(Shape shape) =>
        Says(shape, "timeout 1 broken 2 timeout finally timeout finally 3 plain:4 timeout", """
            static readonly TimeoutScope kept = new TimeoutScope();

            sealed class Wrapped : IDisposable
            {
                private readonly TimeoutScope scope = TimeoutScope.After(5);
                public void Dispose() => scope.Dispose();
            }

            static async Coroutine<int> Wait(int i, IDisposable other)
            {
                using (other)
                using (kept.Enter(5))
                {
                    try { await SleepMs(100); }
                    catch (CancelledException e)
                    {
                        if (i == 0 || i == 4) { throw e; }
                        if (i == 2) { throw new InvalidOperationException("broken"); }
                        if (i == 3) { return 2; }
                    }

                    await SleepMs(1);
                }

                return i;
            }

            static async Coroutine WaitAndDispose(bool throws)
            {
                TimeoutScope scope = null;
                try
                {
                    scope = TimeoutScope.After(5);
                    try { await SleepMs(100); } catch (CancelledException e) { if (throws) { throw e; } }
                }
                finally
                {
                    Say("finally");
                    scope?.Dispose();
                }
            }

            static int Plain(int i) { using TimeoutScope scope = TimeoutScope.After(0); return i; }

            static async Coroutine Try(Coroutine coroutine)
            {
                try { await coroutine; }
                catch (TimeoutException) { Say("timeout"); }
                catch (InvalidOperationException e) { Say(e.Message); }
            }

            static async Coroutine WaitAndSay(int i) => Say(await Wait(i, null));

            static async Coroutine UseWrapped() { using (new Wrapped()) { await SleepMs(100); } }

            public static async Coroutine Main()
            {
                for (int i = 0; i < 5; i++) { await Try(WaitAndSay(i)); }
                await Try(WaitAndDispose(true));
                await WaitAndDispose(false);
                Say(3);
                Say("plain:" + Plain(4));
                await Try(UseWrapped());
            }
            """);

    [Theory, BothShapes]
    public void Only_blocks_that_call_and_catch_nothing_and_those_of_locks_stay_what_they_are(Shape shape)
    {
        using Workshop workshop = new();
        string path = Weave(workshop, shape, CleanUp + """
            static int done;
            static readonly object gate = new object();
            static readonly Exception kept = new Exception();
            static void Catches() { try { done = 1; } finally { try { throw kept; } catch (Exception) { done = 2; } } }
            static void Calls() { try { done = 1; } finally { CleanUp("x"); } }
            static void Counts() { try { done = 1; } finally { done++; } }
            static void Locks() { lock (gate) { done = 1; } }
            public static async Coroutine Main() { Catches(); Calls(); Counts(); Locks(); Say(done); await SleepMs(0); }
            """);
        Assert.Equal("x 1", Start(path));
        using AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(path);
        Assert.DoesNotContain(HandlersOf("Catches"), handler => handler.HandlerType == ExceptionHandlerType.Finally);
        Assert.Equal(ExceptionHandlerType.Catch, Only("Calls"));
        Assert.Equal(ExceptionHandlerType.Finally, Only("Counts"));
        Assert.Equal(ExceptionHandlerType.Finally, Only("Locks"));

        ExceptionHandlerType Only(string name) => Assert.Single(HandlersOf(name)).HandlerType;

        IEnumerable<ExceptionHandler> HandlersOf(string name) =>
            assembly.MainModule.GetType("Program").Methods.Single(method => method.Name == name).Body.ExceptionHandlers;
    }
}
