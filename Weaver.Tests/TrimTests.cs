using Mono.Cecil;
using Mono.Cecil.Cil;
using Weaver.Tests.Harness;

namespace Weaver.Tests;

/// <summary>Woven code holds nothing that the interpreter would only spend time on, and nothing that it does wrong.</summary>
public sealed class TrimTests
{
    [Fact]
    public void An_optimised_method_has_no_handler_but_the_users_own()
    {
        using Workshop workshop = new();
        string path = TestProgram.Weave(workshop, Shape.Release, """
            static async Coroutine Plain() { await SleepMs(1); Say("plain"); }
            static async Coroutine Guarded() { try { await SleepMs(1); } finally { Say("guarded"); } }
            public static async Coroutine Main() { await Plain(); await Guarded(); }
            """);
        Assert.Empty(CodeOf(path, "Plain").ExceptionHandlers);
        Assert.Single(CodeOf(path, "Guarded").ExceptionHandlers);
        Assert.Equal("plain guarded", TestProgram.Start(path));
    }

    [Fact]
    public void An_optimised_method_has_no_local_that_only_the_compiler_wanted()
    {
        using Workshop workshop = new();
        string path = TestProgram.Weave(workshop, Shape.Release, """
            static async Coroutine<int> One() => 1;
            public static async Coroutine Main()
            {
                await SleepMs(1);
                await WaitForMs(One(), 5);
                await SleepMs(0);
                Say("end");
            }
            """);
        Assert.Empty(CodeOf(path, "One").Variables);
        Assert.Empty(CodeOf(path, "Main").Variables);
        Assert.Equal("end", TestProgram.Start(path));
    }

    [Fact]
    public void What_counts_in_an_optimised_method_needs_no_local()
    {
        using Workshop workshop = new();
        string path = TestProgram.Weave(workshop, Shape.Release, """
            static async Coroutine Count()
            {
                int down = 9;
                for (int i = 0; i < 3; i++) { await SleepMs(1); Say(down); down--; }
            }
            static async Coroutine Use()
            {
                int i = 0;
                await SleepMs(1);
                int before = i++;
                await SleepMs(1);
                Say(before + i++ * 10);
                Say(i);
            }
            public static async Coroutine Main() { await Count(); await Use(); }
            """);
        Assert.Empty(CodeOf(path, "Count").Variables);
        Assert.Equal("9 8 7 10 2", TestProgram.Start(path));
    }

    [Fact]
    public void A_call_that_only_fills_in_parameters_needs_no_local()
    {
        using Workshop workshop = new();
        string path = TestProgram.Weave(workshop, Shape.Release, """
            static async Coroutine Sum(int a, string b) { await SleepMs(a); Say(a + b); }
            public static async Coroutine Main() => await Sum(1, "x");
            """);
        using AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(path);
        Assert.Empty(assembly.MainModule.GetType("Program").Methods.Single(method => method.Name == "Sum").Body.Variables);
        Assert.Equal("1x", TestProgram.Start(path));
    }

    [Theory, BothShapes]
    public void What_was_caught_is_kept_for_its_rethrow(Shape shape)
    {
        using Workshop workshop = new();
        string path = TestProgram.Weave(workshop, shape, """
            static readonly Exception kept = new Exception();
            static int caught;
            static void CleanUp() { try { throw new Exception("within"); } catch (Exception e) { Say(e.Message); } }
            static void FailWithoutCalls()
            {
                try { throw new InvalidOperationException("no calls"); }
                catch (InvalidOperationException) { try { throw kept; } catch (Exception) { caught++; } throw; }
            }
            static void Fail(string how)
            {
                try
                {
                    throw new InvalidOperationException(how);
                }
                catch (ArgumentException) { throw; }
                catch (InvalidOperationException e) when (e.Message == "filtered") { CleanUp(); throw; }
                catch (InvalidOperationException)
                {
                    try { CleanUp(); throw; }
                    catch (InvalidOperationException) { CleanUp(); throw; }
                }
            }
            static void Try(string how) { try { Fail(how); } catch (InvalidOperationException e) { Say(e.Message); } }
            public static async Coroutine Main() 
            {
                Try("filtered");
                Try("nested");
                try { FailWithoutCalls(); } catch (InvalidOperationException e) { Say(e.Message); }
                await SleepMs(1);
            }
            """);
        using AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(path);
        MethodDefinition fail = assembly.MainModule.GetType("Program").Methods.Single(method => method.Name == "Fail");
        Assert.Single(fail.Body.Instructions, instruction => instruction.OpCode == OpCodes.Rethrow);
        MethodDefinition withoutCalls = assembly.MainModule.GetType("Program").Methods.Single(method => method.Name == "FailWithoutCalls");
        Assert.DoesNotContain(withoutCalls.Body.Instructions, instruction => instruction.OpCode == OpCodes.Rethrow);
        Assert.Equal("within filtered within within nested no calls", TestProgram.Start(path));
    }

    [Theory, BothShapes]
    public void No_block_begins_where_a_call_before_it_returns_to(Shape shape)
    {
        using Workshop workshop = new();
        string path = TestProgram.Weave(workshop, shape, """
            static void Fail() => throw new Exception("x");
            static void Plain() { Fail(); try { Say("a"); } catch (Exception) { Say("b"); } }
            static async Coroutine FailLater() { await SleepMs(1); Fail(); }
            static async Coroutine Awaits() { await FailLater(); try { Say("a"); } finally { Say("b"); } }
            public static async Coroutine Main()
            {
                try { Plain(); } catch (Exception) { Say("plain"); }
                try { await Awaits(); } catch (Exception) { Say("awaits"); }
            }
            """);
        using AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(path);
        IEnumerable<ExceptionHandler> handlers = assembly.MainModule.GetTypes().SelectMany(type => type.Methods)
            .Where(method => method.HasBody).SelectMany(method => method.Body.ExceptionHandlers);
        Assert.All(handlers, handler => Assert.NotEqual(FlowControl.Call, handler.TryStart.Previous?.OpCode.FlowControl));
        Assert.Equal("plain awaits", TestProgram.Start(path));
    }

    [Fact]
    public void However_many_awaits_there_are_the_processor_counts_no_deep_stack()
    {
        using Workshop workshop = new();
        string awaits = string.Concat(Enumerable.Repeat("await SleepMs(0); ", 250));
        string path = TestProgram.Weave(workshop, Shape.Release, $"public static async Coroutine Main() {{ {awaits}Say(\"end\"); }}");
        int returns = 0;
        foreach (Instruction instruction in CodeOf(path, "Main").Instructions)
        {
            returns = instruction.OpCode == OpCodes.Br_S ? 0 : returns + (instruction.OpCode == OpCodes.Ret ? 1 : 0);
            Assert.True(returns <= 8);
        }

        Assert.Equal("end", TestProgram.Start(path));
    }

    private static MethodBody CodeOf(string path, string method)
    {
        AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(path);
        TypeDefinition machine = assembly.MainModule.GetType("Program").NestedTypes.Single(type => type.Name.StartsWith($"<{method}>", StringComparison.Ordinal));
        return machine.Methods.Single(code => code.Name == "MoveNext").Body;
    }
}
