using Mono.Cecil;
using Mono.Cecil.Cil;
using Weaver.Tests.Harness;
using static Weaver.Tests.Harness.TestProgram;

namespace Weaver.Tests;

/// <summary>An exception filter may do whatever it likes: on the board it is ordinary code.</summary>
public sealed class FilterTests
{
    [Theory, BothShapes]
    public void The_first_clause_whose_type_and_test_fit_catches(Shape shape) => Says(shape, "plain a1 argument a2 other o3 any a5 none", """
        static void Fail(string how, int number)
        {
            try
            {
                throw how == "a" ? new ArgumentException(how + number) : how == "o" ? new InvalidOperationException(how + number) : new Exception(how + number);
            }
            catch (ArgumentException e) when (number == 1) { Say("plain " + e.Message); }
            catch (ArgumentException e) when (e.Message == "a2") { Say("argument " + e.Message); }
            catch (InvalidOperationException e) { Say("other " + e.Message); }
            catch (Exception e) when (number == 5) { Say("any " + e.Message); }
        }

        public static async Coroutine Main()
        {
            Fail("a", 1);
            Fail("a", 2);
            Fail("o", 3);
            Fail("a", 5);
            try { Fail("x", 4); } catch (Exception) when (true) { Say("none"); }
            await SleepMs(1);
        }
        """);

    [Theory, BothShapes]
    public void A_test_may_throw_and_catch_and_come_upon_other_tests_and_fails_if_it_throws(Shape shape) => Says(shape, "asked caught:x nothing:x", """
        static string nothing;
        static bool Ask(Exception e)
        {
            try { throw new ArgumentException("within"); }
            catch (ArgumentException inner) when (inner.Message != e.Message) { Say("asked"); return true; }
        }

        static void Fail() => throw new InvalidOperationException("x");

        public static async Coroutine Main()
        {
            try { Fail(); }
            catch (Exception e) when (Ask(e)) { Say("caught:" + e.Message); }

            try { Fail(); }
            catch (Exception) when (nothing.Length == 0) { Say("wrong"); }
            catch (Exception e) { Say("nothing:" + e.Message); }
            await SleepMs(1);
        }
        """);

    [Theory, BothShapes]
    public void A_filtered_clause_can_be_left_in_any_way(Shape shape) => Says(shape, "returned:1 again again broken:2 x rethrown:x went done:3 finally finally finally finally", """
        static string cleaned = "";
        static int Leave(string how)
        {
            try
            {
                for (int i = 0; ; i++)
                {
                    try
                    {
                        throw new InvalidOperationException("x");
                    }
                    catch (ArgumentException) { }
                    catch (InvalidOperationException e) when (e.Message == "x")
                    {
                        try
                        {
                            if (how == "return") { return 1; }
                            if (how == "continue" && i < 2) { Say("again"); continue; }
                            if (how == "continue") { break; }
                            if (how == "throw") { Say(e.Message); throw; }
                        }
                        catch (ArgumentException) { Say("wrong"); }
                        goto end;
                    }
                }

                return 2;
            end:
                Say("went");
                return 3;
            }
            finally
            {
                cleaned += " finally";
            }
        }

        public static async Coroutine Main()
        {
            Say("returned:" + Leave("return"));
            Say("broken:" + Leave("continue"));
            try { Leave("throw"); } catch (InvalidOperationException e) { Say("rethrown:" + e.Message); }
            Say("done:" + Leave("goto") + cleaned);
            await SleepMs(1);
        }
        """);

    [Theory, BothShapes]
    public void Tests_of_async_methods_see_parameters_and_locals_and_clauses_await(Shape shape) => Says(shape, "a:3 b:3 passed", """
        static async Coroutine Fail(string how) { await SleepMs(1); throw new Exception(how); }
        static async Coroutine Catch(string how, int number)
        {
            int local = number + 1;
            try
            {
                await Fail(how);
            }
            catch (Exception e) when (e.Message == "a" && local == 3)
            {
                await SleepMs(1);
                Say("a:" + local);
            }
            catch (Exception e) when (e.Message == "b" && number == 2)
            {
                Say("b:" + local);
            }
        }

        public static async Coroutine Main()
        {
            await Catch("a", 2);
            await Catch("b", 2);
            try { await Catch("b", 3); } catch (Exception) { Say("passed"); }
        }
        """);

    [Theory, BothShapes]
    public void No_filter_is_left(Shape shape)
    {
        using Workshop workshop = new();
        string path = Weave(workshop, shape, """
            static void Plain() { try { throw new Exception("x"); } catch (Exception e) when (e.Message == "x") { throw; } }
            static async Coroutine Waits() { try { await SleepMs(1); } catch (Exception e) when (e is not CancelledException) { await SleepMs(1); } }
            public static async Coroutine Main() { await Waits(); try { Plain(); } catch (Exception e) when (e.Message == "x") { Say(e.Message); } }
            """);
        using AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(path);
        IEnumerable<ExceptionHandler> handlers = assembly.MainModule.GetTypes().SelectMany(type => type.Methods)
            .Where(method => method.HasBody).SelectMany(method => method.Body.ExceptionHandlers);
        Assert.DoesNotContain(handlers, handler => handler.HandlerType == ExceptionHandlerType.Filter);
        Assert.Equal("x", Start(path));
    }
}
