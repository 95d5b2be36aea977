using Mono.Cecil;
using Mono.Cecil.Cil;
using Weaver.Tests.Harness;
using static Weaver.Tests.Harness.TestProgram;

namespace Weaver.Tests;

/// <summary>In optimised builds an async method starts the one that it awaits by itself, and goes on at once if that need not wait. Nobody can tell, except by the time it takes.</summary>
public sealed class DirectStartTests
{
    [Theory, BothShapes]
    public void Every_kind_of_result_comes_through_at_once_and_after_a_wait(Shape shape) => Says(shape, "1 True text 7 done 1 True text 7 done 1 unused", """
        static async Coroutine<int> Number(int ms) { if (ms > 0) await SleepMs(ms); return 1; }
        static async Coroutine<bool> Flag(int ms) { if (ms > 0) await SleepMs(ms); return true; }
        static async Coroutine<string> Text(int ms) { if (ms > 0) await SleepMs(ms); return "text"; }
        static async Coroutine<long> Long(int ms) { if (ms > 0) await SleepMs(ms); return 7L; }
        static async Coroutine Nothing(int ms) { if (ms > 0) await SleepMs(ms); Say("done"); }
        public static async Coroutine Main()
        {
            for (int ms = 0; ms < 2; ms++)
            {
                Say(await Number(ms));
                Say(await Flag(ms));
                Say(await Text(ms));
                Say(await Long(ms));
                await Nothing(ms);
            }

            await Number(0);
            await Text(0);
            Coroutine plain = Number(0);
            await (Coroutine)Number(0);
            Say(await (await Pick(true) ? Number(0) : Number(1)));
            Say("unused");
        }
        static async Coroutine<bool> Pick(bool first) => first;
        """);

    [Theory, BothShapes]
    public void What_is_thrown_before_and_after_a_wait_goes_to_the_first_caller_that_awaits_in_a_try(Shape shape) => Says(shape, "caught at once cleaned caught later cleaned end", """
        static async Coroutine Throw(string why, int ms) { if (ms > 0) await SleepMs(ms); throw new Exception(why); }
        static async Coroutine Pass(string why, int ms) { await Throw(why, ms); Say("never"); }
        static async Coroutine Clean(string why, int ms)
        {
            try { await Pass(why, ms); }
            finally { Say("cleaned"); }
        }
        static async Coroutine Try(string why, int ms)
        {
            try { await Pass(why, ms); }
            catch (Exception e) { Say("caught " + e.Message); }
            try { await Clean(why, ms); }
            catch (Exception) { }
        }
        public static async Coroutine Main()
        {
            await Try("at once", 0);
            await Try("later", 1);
            Say("end");
        }
        """);

    [Theory, BothShapes]
    public void A_task_that_is_cancelled_while_what_it_started_waits_unwinds_from_there(Shape shape) => Says(shape, "inner outer True", """
        static async Coroutine Inner() { try { await SleepMs(1000); } finally { Say("inner"); } }
        static async Coroutine Middle() { await Inner(); Say("never"); }
        static async Coroutine Outer() { try { await Middle(); } finally { Say("outer"); } }
        public static async Coroutine Main()
        {
            Task task = CreateTask(Outer());
            await SleepMs(1);
            task.Cancel();
            await SleepMs(1);
            Say(task.IsCancelled);
        }
        """);

    [Theory, BothShapes]
    public void Methods_that_call_each_other_a_hundred_thousand_deep_need_no_stack(Shape shape) => Says(shape, "100000", """
        static async Coroutine<int> Even(int left) => left == 0 ? 0 : 1 + await Odd(left - 1);
        static async Coroutine<int> Odd(int left) => left == 0 ? 0 : 1 + await Even(left - 1);
        public static async Coroutine Main() => Say(await Even(100000));
        """);

    [Fact]
    public void The_stack_grows_by_four_levels_at_most()
    {
        using Workshop workshop = new();
        string path = Weave(workshop, Shape.Release, """
            static async Coroutine L0() { Say("end"); }
            static async Coroutine L1() => await L0();
            static async Coroutine L2() => await L1();
            static async Coroutine L3() => await L2();
            static async Coroutine L4() => await L3();
            static async Coroutine L5() => await L4();
            static async Coroutine L6() => await L5();
            static async Coroutine Ring(int n) { if (n > 0) await Ring(n - 1); }
            static async Coroutine Guarded() { try { await L0(); } finally { Say("guarded"); } }
            public static async Coroutine Main() { await L6(); await Ring(3); await Guarded(); }
            """);
        using AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(path);
        string[] starting = assembly.MainModule.GetTypes()
            .Where(type => type.Methods.Any(method => method.Name == "MoveNext" && method.Body.Instructions.Any(StartsAnother)))
            .Select(type => type.Name[1..type.Name.IndexOf('>')])
            .Order(StringComparer.Ordinal)
            .ToArray();
        Assert.Equal(["L1", "L2", "L3", "L4", "L6", "Main"], starting);
        Assert.Equal("end end guarded", Start(path));
    }

    private static bool StartsAnother(Instruction instruction) => instruction.OpCode == OpCodes.Call && instruction.Operand is MethodReference { Name: "MoveNext" };
}
