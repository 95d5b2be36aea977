using Mono.Cecil;
using Weaver.Tests.Harness;

namespace Weaver.Tests;

/// <summary>Slips that the compiler is to find: the types of AsyncCore are made so that it can.</summary>
public sealed class MisuseTests
{
    [Theory]
    [InlineData("Lock gate = new Lock(); using (gate.Acquire()) { }", "LockAcquire")]
    [InlineData("Semaphore permits = new Semaphore(2); using (permits.Acquire()) { }", "SemaphoreAcquire")]
    [InlineData("Lock gate = new Lock(); using var held = gate.Acquire();", "LockAcquire")]
    public void A_using_without_await_does_not_compile(string statements, string type)
    {
        string errors = ErrorsOf($"{statements} await SleepMs(1);");
        Assert.Contains("CS1674", errors);
        Assert.Contains($"'{type}'", errors);
    }

    [Fact]
    public void A_using_with_await_compiles_and_gives_back_what_was_acquired() => TestProgram.Says(Shape.Release, "True False False True", """
        public static async Coroutine Main()
        {
            Lock gate = new Lock();
            using (await gate.Acquire())
            {
                Say(gate.IsLocked);
            }

            Say(gate.IsLocked);
            Semaphore permits = new Semaphore(2, 2);
            using (await permits.Acquire())
            using (Semaphore second = await permits.Acquire())
            {
                Say(second != permits);
                Say(permits.IsLocked);
            }
        }
        """);

    /// <summary>Else a forgotten await disposes what was not got.</summary>
    [Fact]
    public void Nothing_that_can_be_awaited_can_be_disposed()
    {
        using AssemblyDefinition asyncCore = AssemblyDefinition.ReadAssembly(Paths.AsyncCoreWoven);
        Assert.DoesNotContain(
            asyncCore.MainModule.GetTypes(), type => IsAwaitable(type) && type.Interfaces.Any(i => i.InterfaceType.FullName == "System.IDisposable"));
    }

    private static bool IsAwaitable(TypeDefinition? type) =>
        type != null && (type.FullName == "AsyncCore.Awaitable" || (type.BaseType is TypeDefinition parent && IsAwaitable(parent)));

    private static string ErrorsOf(string statements)
    {
        using Workshop workshop = new();
        return Assert.ThrowsAny<Exception>(() => TestProgram.TryWeave(workshop, Shape.Debug, $"public static async Coroutine Main() {{ {statements} }}")).Message;
    }
}
