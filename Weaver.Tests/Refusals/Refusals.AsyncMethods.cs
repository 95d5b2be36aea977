namespace Weaver.Tests;

/// <content>Async methods and awaits.</content>
internal static partial class Refusals
{
    private static RefusedSource[] AsyncMethods =>
    [
        new("a generic async method", """
            static async Coroutine<T> Id<T>(T value) { await SleepMs(1); return value; }
            public static async Coroutine Main() => Say(await Id(1));
            """,
            "Program.cs(1,42): error AC0001: Async method 'Id' is generic or stands in a generic type, and nanoFramework 1.x has no generics. Write it for the types that you need, or for object."),
        new("a generic async local function", """
            public static async Coroutine Main()
            {
                await Wait("");
                async Coroutine Wait<T>(T value) => await SleepMs(1);
            }
            """,
            "Program.cs(4,41): error AC0001: Async method 'Wait' is generic or stands in a generic type, and nanoFramework 1.x has no generics. Write it for the types that you need, or for object."),
        new("an async method in a generic class", """
            class Box<T>
            {
                public async Coroutine Wait()
                {
                    await SleepMs(1);
                }
            }

            public static async Coroutine Main() { }
            """,
            "Program.cs(4,5): error AC0001: Async method 'Wait' is generic or stands in a generic type, and nanoFramework 1.x has no generics. Write it for the types that you need, or for object."),
        new("awaiting what is not AsyncCore's", """
            sealed class Other : System.Runtime.CompilerServices.INotifyCompletion
            {
                public Other GetAwaiter() => this;
                public bool IsCompleted => false;
                public void GetResult() { }
                public void OnCompleted(Action continuation) { }
            }

            public static async Coroutine Main()
            {
                Say("before");
                await new Other();
            }
            """,
            "Program.cs(12,5): error AC0002: Method 'Main' awaits through 'Other', which is not an AsyncCore awaitable. Await a Coroutine, a Task or what AsyncCore's classes return; build your own on an Event."),
        new("awaiting through a struct", """
            struct Yield
            {
                public Awaiter GetAwaiter() => new Awaiter();
                public struct Awaiter : System.Runtime.CompilerServices.INotifyCompletion
                {
                    public bool IsCompleted => false;
                    public void GetResult() { }
                    public void OnCompleted(Action continuation) { }
                }
            }

            public static async Coroutine Main()
            {
                await SleepMs(1);
                await new Yield();
            }
            """,
            "Program.cs(15,5): error AC0002: Method 'Main' awaits through 'Awaiter', which is not an AsyncCore awaitable. Await a Coroutine, a Task or what AsyncCore's classes return; build your own on an Event."),
        new("waiting for a result in an async method", """
            static async Coroutine<int> Id(int n) { await SleepMs(1); return n; }
            public static async Coroutine Main()
            {
                Say(Id(1).GetResult());
                Coroutine<int> two = Id(2);
                await SleepMs(1);
                Say(two.GetAwaiter().GetResult());
            }
            """,
            "Program.cs(4,5): error AC0003: 'GetResult' is for the compiler only, and does not wait. Await the coroutine; outside of async methods, Asyncio.Run runs one to its end.",
            "Program.cs(7,5): error AC0003: 'GetResult' is for the compiler only, and does not wait. Await the coroutine; outside of async methods, Asyncio.Run runs one to its end."),
        new("waiting for a result in a plain method", """
            static async Coroutine<int> Id(int n) { await SleepMs(1); return n; }
            static int Two() => Id(2).GetAwaiter().GetResult();
            static void Wait() => SleepMs(1).GetResult();
            public static async Coroutine Main() => Say(Two());
            """,
            "Program.cs(2,21): error AC0003: 'GetResult' is for the compiler only, and does not wait. Await the coroutine; outside of async methods, Asyncio.Run runs one to its end.",
            "Program.cs(3,23): error AC0003: 'GetResult' is for the compiler only, and does not wait. Await the coroutine; outside of async methods, Asyncio.Run runs one to its end."),
        new("calling what is for the compiler", """
            public static async Coroutine Main()
            {
                SleepMs(1).OnCompleted(null);
            }
            """,
            "Program.cs(3,5): error AC0003: 'OnCompleted' is for the compiler only; it cannot be called here."),
        new("a delegate of a method that returns the result", """
            delegate int Runner(Coroutine<int> main);
            public static async Coroutine Main()
            {
                Runner runner = Run<int>;
                Say(runner(null));
            }
            """,
            "Program.cs(4,5): error AC0003: 'Run<int>' cannot be made a delegate. Make the delegate of a lambda that calls it."),
        new("an async method that returns something of the user's", """
            [System.Runtime.CompilerServices.AsyncMethodBuilder(typeof(Builder))]
            class Promise { }
            class Builder
            {
                public static Builder Create() => new Builder();
                public Promise Task => new Promise();
                public void SetStateMachine(System.Runtime.CompilerServices.IAsyncStateMachine machine) { }
                public void SetResult() { }
                public void SetException(Exception e) { }
                public void Start<TMachine>(ref TMachine machine) where TMachine : System.Runtime.CompilerServices.IAsyncStateMachine { }
                public void AwaitOnCompleted<TAwaiter, TMachine>(ref TAwaiter awaiter, ref TMachine machine)
                    where TAwaiter : System.Runtime.CompilerServices.INotifyCompletion where TMachine : System.Runtime.CompilerServices.IAsyncStateMachine { }
                public void AwaitUnsafeOnCompleted<TAwaiter, TMachine>(ref TAwaiter awaiter, ref TMachine machine)
                    where TAwaiter : System.Runtime.CompilerServices.INotifyCompletion where TMachine : System.Runtime.CompilerServices.IAsyncStateMachine { }
            }

            static async Promise Wait()
            {
                await SleepMs(1);
            }

            public static async Coroutine Main() { }
            """,
            "Program.cs(18,1): error AC0004: Async method 'Wait' returns 'Promise', which AsyncCore cannot run. Return Coroutine or Coroutine<T>."),
    ];
}
