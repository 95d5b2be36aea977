namespace Weaver.Tests;

/// <summary>A source and the errors it should get.</summary>
/// <param name="What">What is wrong with it.</param>
/// <param name="Source">What stands in the class <c>Program</c>.</param>
/// <param name="Errors">The errors as the build prints them.</param>
internal sealed record RefusedSource(string What, string Source, params string[] Errors);

/// <summary>Every refusal there is.</summary>
internal static class Refusals
{
    public static readonly RefusedSource[] All =
    [
        new("a generic async method", """
            static async Coroutine<T> Id<T>(T value) { await SleepMs(1); return value; }
            public static async Coroutine Main() => Say(await Id(1));
            """),
        new("a generic async local function", """
            public static async Coroutine Main()
            {
                await Wait("");
                async Coroutine Wait<T>(T value) => await SleepMs(1);
            }
            """),
        new("an async method in a generic class", """
            class Box<T>
            {
                public async Coroutine Wait()
                {
                    await SleepMs(1);
                }
            }

            public static async Coroutine Main() { }
            """),
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
            """),
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
            """),
        new("waiting for a result in an async method", """
            static async Coroutine<int> Id(int n) { await SleepMs(1); return n; }
            public static async Coroutine Main()
            {
                Say(Id(1).GetResult());
                Coroutine<int> two = Id(2);
                await SleepMs(1);
                Say(two.GetAwaiter().GetResult());
            }
            """),
        new("waiting for a result in a plain method", """
            static async Coroutine<int> Id(int n) { await SleepMs(1); return n; }
            static int Two() => Id(2).GetAwaiter().GetResult();
            static void Wait() => SleepMs(1).GetResult();
            public static async Coroutine Main() => Say(Two());
            """),
        new("calling what is for the compiler", """
            public static async Coroutine Main()
            {
                SleepMs(1).OnCompleted(null);
            }
            """),
        new("a delegate of a method that returns the result", """
            delegate int Runner(Coroutine<int> main);
            public static async Coroutine Main()
            {
                Runner runner = Run<int>;
                Say(runner(null));
            }
            """),
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
            """),
        new("a generic class", """
            public class Box<T>
            {
                public T Value;
                public class Inner { public T Value; }
                public T Get()
                {
                    return Value;
                }
            }

            public static async Coroutine Main() { }
            """),
        new("the use of a generic class", """
            public class Box<T> { public T Value; }
            static Box<int> field;
            static Box<string> Property { get; set; }
            static Box<int>[] Make(Box<int> box, int n)
            {
                Box<byte> local = new Box<byte>();
                local.Value = 1;
                return new Box<int>[n];
            }

            public static async Coroutine Main() { }
            """),
        new("a class derived from a generic class", """
            public class Box<T> { public T Value; }
            public class IntBox : Box<int>
            {
                public int Get() => 1;
            }

            public static async Coroutine Main() { }
            """),
        new("a generic interface and who implements it", """
            public interface ISource<T> { T Get(); }
            public class Source : ISource<int>
            {
                public int Get()
                {
                    return 1;
                }
            }

            public static async Coroutine Main() { }
            """),
        new("a generic struct", """
            public struct Pair<TA, TB> { public TA A; public TB B; }
            public static async Coroutine Main()
            {
                Pair<int, string> pair = default;
                pair.A = 1;
                await SleepMs(1);
                Say(pair.A);
            }
            """),
        new("a generic delegate", """
            public delegate T Maker<T>(int n);
            public static async Coroutine Main()
            {
                Maker<string> maker = n => "" + n;
                Say(maker(1));
            }
            """),
        new("a generic method", """
            static T Same<T>(T value)
            {
                return value;
            }

            public static async Coroutine Main()
            {
                Say(Same(1));
                await SleepMs(1);
                Say(Same<string>("a"));
            }
            """),
        new("a generic method with a lambda", """
            delegate object Maker();
            static object Same<T>(T value)
            {
                Maker maker = () => value;
                return maker();
            }

            public static async Coroutine Main() { }
            """),
        new("a generic local function", """
            public static async Coroutine Main()
            {
                Say(Same(1));
                static T Same<T>(T value) => value;
            }
            """),
        new("Action with a parameter", """
            public static async Coroutine Main()
            {
                Action<int> say = n => Say(n);
                say(1);
                await SleepMs(1);
                say(2);
            }
            """),
        new("Func as a parameter, a field and a property", """
            static Func<int> field;
            static Func<string> Property => null;
            static int Call(Func<int, int> function)
            {
                return function(1);
            }

            static async Coroutine<int> CallAsync(Func<int> function)
            {
                await SleepMs(1);
                return function();
            }

            public static async Coroutine Main()
            {
                Say(Call(n => n + 1));
            }
            """),
        new("a lambda without a delegate type", """
            public static async Coroutine Main()
            {
                var seven = () => 7;
                var one = (ref int n) => n = 1;
                int n = seven();
                Say(one(ref n));
            }
            """),
        new("an event of a generic type", """
            class Button
            {
                public event EventHandler<EventArgs> Pressed;
                public void Press() => Pressed(this, null);
            }

            class EventArgs { }
            public static async Coroutine Main() { }
            """),
        new("a local that is a Func and is never made", """
            public static async Coroutine Main()
            {
                Func<int> none = null;
                await SleepMs(1);
                Say(none == null);
            }
            """),
        new("a generic attribute", """
            class NoteAttribute<T> : Attribute { }
            [Note<int>]
            class Noted { }
            public static async Coroutine Main() { }
            """),
        new("an attribute about a generic type", """
            class NoteAttribute : Attribute { public NoteAttribute(Type type) { } public Type Other; }
            [Note(typeof(Coroutine<int>))]
            class Noted { public void Method() { } }
            class Member
            {
                [Note(typeof(int), Other = typeof(Action<int>))]
                public void Method()
                {
                    Say("");
                }
            }

            public static async Coroutine Main() { }
            """),
        new("typeof of an open generic type", """
            public static async Coroutine Main()
            {
                Say(typeof(Coroutine<>));
            }
            """),
        new("testing for a kind of coroutine", """
            static async Coroutine<int> Id(int n) { await SleepMs(1); return n; }
            public static async Coroutine Main()
            {
                object o = Id(1);
                if (o is Coroutine<int> number)
                {
                    Say(await number);
                }

                Say(o as Task<string> == null);
                Say(o is Coroutine<int>[]);
            }
            """),
        new("a generic exception", """
            class Failure<T> : Exception { }
            public static async Coroutine Main()
            {
                try
                {
                    await SleepMs(1);
                }
                catch (Failure<int>)
                {
                    Say("caught");
                }
            }
            """),
        new("stackalloc and pointers", """
            static unsafe int First(int n)
            {
                int* numbers = stackalloc int[n];
                return numbers[0];
            }

            static unsafe int Pointed(int* number)
            {
                return *number;
            }

            unsafe struct Raw { public byte* Data; }
            public static async Coroutine Main() { }
            """),
        new("a function pointer", """
            static int Twice(int n) => 2 * n;
            static unsafe int Call()
            {
                delegate*<int, int> twice = &Twice;
                return twice(1);
            }

            public static async Coroutine Main() { }
            """),
        new("checked arithmetic", """
            static int Add(int a, int b)
            {
                return checked(a + b);
            }

            static byte Narrow(int n)
            {
                checked
                {
                    n *= 2;
                    return (byte)n;
                }
            }

            static byte Index(byte[] bytes, long index) => bytes[index];
            public static async Coroutine Main() { }
            """),
        new("arrays of several dimensions", """
            static int[,] field = new int[2, 3];
            static int Get(int[,,] cube)
            {
                return cube[0, 0, 0];
            }

            public static async Coroutine Main()
            {
                Say(field[1, 2]);
            }
            """),
        new("an interface with a default implementation", """
            interface ISource
            {
                int Get() => 1;
                int Twice
                {
                    get
                    {
                        return 2 * Get();
                    }
                }
            }

            public static async Coroutine Main() { }
            """),
        new("overloads that are the same on the board", """
            class Reader
            {
                public Reader(Task<int> task) { }
                public Reader(Task<string> task) { }
                public void Read(Coroutine<int> a) { }
                public void Read(Coroutine<string> a) { }
                public static async Coroutine<int> Start(Task<int>[] a) => 1;
                public static async Coroutine<int> Start(Task<string>[] a) => 2;
                public string this[Coroutine<int> a] => null;
                public string this[Coroutine<string> a] => null;
            }

            public static async Coroutine Main() { }
            """),
        new("a reference to an element that is not to be written", """
            static int Length(in string text) => text.Length;
            public static async Coroutine Main()
            {
                string[] texts = { "a" };
                Say(Length(in texts[0]));
            }
            """),
        new("more locals than fit", $$"""
            public static async Coroutine Main() { }
            static void Many()
            {
                int sum = 0;
                {{string.Concat(Enumerable.Range(0, 300).Select(i => $"int v{i} = sum++; \n"))}}
                {{string.Concat(Enumerable.Range(0, 300).Select(i => $"Say(v{i} + v{299 - i}); v{i}++;\n"))}}
            }
            """),
        new("more awaits than fit", $$"""
            public static async Coroutine Main()
            {
                Say("start");
                {{string.Concat(Enumerable.Repeat("await SleepMs(0);\n", 300))}}
            }
            """),
        new("a long method", $$"""
            static void Long()
            {
                {{string.Concat(Enumerable.Repeat("Say(\"a\");\n", 4000))}}
            }

            public static async Coroutine Main() { }
            """),
    ];
}
