namespace Weaver.Tests;

/// <summary>A source and the errors it should get.</summary>
/// <param name="What">What is wrong with it.</param>
/// <param name="Source">What stands in the class <c>Program</c>.</param>
/// <param name="Errors">The errors as the build prints them.</param>
internal sealed record RefusedSource(string What, string Source, params string[] Errors)
{
    /// <summary>The errors in optimised code, if they differ by more than what the compiler makes of a method's opening brace.</summary>
    public string[]? WhenOptimised { get; init; }
}

/// <summary>Every refusal there is.</summary>
internal static class Refusals
{
    public static readonly RefusedSource[] All =
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
            """,
            "Program.cs(6,5): error AC0010: Class 'Box<T>' is generic, and nanoFramework 1.x has no generics. Write it for object, or for the one type that you need."),
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
            """,
            "Program.cs(3,31): error AC0012: Property 'Property' uses 'Box<string>', and nanoFramework 1.x has no generics. Use a class without type parameters.",
            "Program.cs(5,1): error AC0012: Method 'Make' uses 'Box<int>', and nanoFramework 1.x has no generics. Use a class without type parameters.",
            "Program.cs(6,5): error AC0012: Method 'Make' uses 'Box<byte>', and nanoFramework 1.x has no generics. Use a class without type parameters.",
            "Program.cs(3,31): error AC0012: Field 'field' uses 'Box<int>', and nanoFramework 1.x has no generics. Use a class without type parameters.",
            "Weaver : error AC0010: Class 'Box<T>' is generic, and nanoFramework 1.x has no generics. Write it for object, or for the one type that you need."),
        new("a class derived from a generic class", """
            public class Box<T> { public T Value; }
            public class IntBox : Box<int>
            {
                public int Get() => 1;
            }

            public static async Coroutine Main() { }
            """,
            "Weaver : error AC0010: Class 'Box<T>' is generic, and nanoFramework 1.x has no generics. Write it for object, or for the one type that you need.",
            "Program.cs(4,25): error AC0012: Class 'IntBox' uses 'Box<int>', and nanoFramework 1.x has no generics. Use a class without type parameters."),
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
            """,
            "Weaver : error AC0010: Interface 'ISource<T>' is generic, and nanoFramework 1.x has no generics. Write it for object, or for the one type that you need.",
            "Program.cs(5,5): error AC0012: Class 'Source' uses 'ISource<int>', and nanoFramework 1.x has no generics. Use an interface without type parameters."),
        new("a generic struct", """
            public struct Pair<TA, TB> { public TA A; public TB B; }
            public static async Coroutine Main()
            {
                Pair<int, string> pair = default;
                pair.A = 1;
                await SleepMs(1);
                Say(pair.A);
            }
            """,
            "Weaver : error AC0010: Struct 'Pair<TA, TB>' is generic, and nanoFramework 1.x has no generics. Write it for object, or for the one type that you need.",
            "Program.cs(4,5): error AC0012: Method 'Main' uses 'Pair<int, string>', and nanoFramework 1.x has no generics. Use a struct without type parameters."),
        new("a generic delegate", """
            public delegate T Maker<T>(int n);
            public static async Coroutine Main()
            {
                Maker<string> maker = n => "" + n;
                Say(maker(1));
            }
            """,
            "Weaver : error AC0010: Delegate 'Maker<T>' is generic, and nanoFramework 1.x has no generics. Write it for object, or for the one type that you need.",
            "Program.cs(4,5): error AC0012: Method 'Main' uses 'Maker<string>', and nanoFramework 1.x has no generics. Declare a delegate without type parameters for it."),
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
            """,
            "Program.cs(2,1): error AC0011: Method 'Same' is generic, and nanoFramework 1.x has no generics. Write it for object, or for the types that you need.",
            "Program.cs(8,5): error AC0012: Method 'Main' calls 'Same<int>', and nanoFramework 1.x has no generics. Call a method without type parameters.",
            "Program.cs(10,5): error AC0012: Method 'Main' calls 'Same<string>', and nanoFramework 1.x has no generics. Call a method without type parameters."),
        new("a generic method with a lambda", """
            delegate object Maker();
            static object Same<T>(T value)
            {
                Maker maker = () => value;
                return maker();
            }

            public static async Coroutine Main() { }
            """,
            "Program.cs(3,1): error AC0011: Method 'Same' is generic, and nanoFramework 1.x has no generics. Write it for object, or for the types that you need."),
        new("a generic local function", """
            public static async Coroutine Main()
            {
                Say(Same(1));
                static T Same<T>(T value) => value;
            }
            """,
            "Program.cs(4,34): error AC0011: Local function 'Same' is generic, and nanoFramework 1.x has no generics. Write it for object, or for the types that you need.",
            "Program.cs(3,5): error AC0012: Method 'Main' calls 'Same<int>', and nanoFramework 1.x has no generics. Call a method without type parameters."),
        new("Action with a parameter", """
            public static async Coroutine Main()
            {
                Action<int> say = n => Say(n);
                say(1);
                await SleepMs(1);
                say(2);
            }
            """,
            "Program.cs(3,5): error AC0012: Method 'Main' uses 'Action<int>', and nanoFramework 1.x has no generics. Declare a delegate without type parameters for it."),
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
            """,
            "Program.cs(2,33): error AC0012: Property 'Property' uses 'Func<string>', and nanoFramework 1.x has no generics. Declare a delegate without type parameters for it.",
            "Program.cs(4,1): error AC0012: Method 'Call' uses 'Func<int, int>', and nanoFramework 1.x has no generics. Declare a delegate without type parameters for it.",
            "Program.cs(9,1): error AC0012: Method 'CallAsync' uses 'Func<int>', and nanoFramework 1.x has no generics. Declare a delegate without type parameters for it.",
            "Program.cs(2,33): error AC0012: Field 'field' uses 'Func<int>', and nanoFramework 1.x has no generics. Declare a delegate without type parameters for it.",
            "Program.cs(16,5): error AC0012: Method 'Main' uses 'Func<int, int>', and nanoFramework 1.x has no generics. Declare a delegate without type parameters for it."),
        new("a lambda without a delegate type", """
            public static async Coroutine Main()
            {
                var seven = () => 7;
                var one = (ref int n) => n = 1;
                int n = seven();
                Say(one(ref n));
            }
            """,
            "Program.cs(3,5): error AC0012: Method 'Main' uses 'Func<int>', and nanoFramework 1.x has no generics. Declare a delegate without type parameters for it.",
            "Program.cs(4,5): error AC0012: Method 'Main' uses 'delegate<int, int>', and nanoFramework 1.x has no generics. Declare a delegate without type parameters for it."),
        new("an event of a generic type", """
            class Button
            {
                public event EventHandler<EventArgs> Pressed;
                public void Press() => Pressed(this, null);
            }

            class EventArgs { }
            public static async Coroutine Main() { }
            """,
            "Weaver : error AC0012: Event 'Pressed' uses 'EventHandler<EventArgs>', and nanoFramework 1.x has no generics. Declare a delegate without type parameters for it.",
            "Program.cs(4,28): error AC0012: Method 'Press' uses 'EventHandler<EventArgs>', and nanoFramework 1.x has no generics. Declare a delegate without type parameters for it.",
            "Program.cs(4,28): error AC0012: Field 'Pressed' uses 'EventHandler<EventArgs>', and nanoFramework 1.x has no generics. Declare a delegate without type parameters for it."),
        new("a local that is a Func and is never made", """
            public static async Coroutine Main()
            {
                Func<int> none = null;
                await SleepMs(1);
                Say(none == null);
            }
            """,
            "Program.cs(2,1): error AC0012: Local 'none' uses 'Func<int>', and nanoFramework 1.x has no generics. Declare a delegate without type parameters for it."),
        new("a generic attribute", """
            class NoteAttribute<T> : Attribute { }
            [Note<int>]
            class Noted { }
            public static async Coroutine Main() { }
            """,
            "Weaver : error AC0010: Class 'NoteAttribute<T>' is generic, and nanoFramework 1.x has no generics. Write it for object, or for the one type that you need.",
            "Weaver : error AC0012: Class 'Noted' uses 'NoteAttribute<int>', and nanoFramework 1.x has no generics. Use a class without type parameters."),
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
            """,
            "Program.cs(3,36): error AC0012: Class 'Noted' uses 'Coroutine<int>', and nanoFramework 1.x has no generics. Leave the type parameter out here.",
            "Program.cs(8,5): error AC0012: Method 'Method' uses 'Action<int>', and nanoFramework 1.x has no generics. Declare a delegate without type parameters for it."),
        new("typeof of an open generic type", """
            public static async Coroutine Main()
            {
                Say(typeof(Coroutine<>));
            }
            """,
            "Program.cs(3,5): error AC0012: Method 'Main' uses 'Coroutine<T>', and nanoFramework 1.x has no generics. Leave the type parameter out here."),
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
            """,
            "Program.cs(5,5): error AC0017: Method 'Main' tests for 'Coroutine<int>', which on the board is 'Coroutine' whatever it returns. Test for 'Coroutine'; then cast.",
            "Program.cs(10,5): error AC0017: Method 'Main' tests for 'Task<string>', which on the board is 'Task' whatever it returns. Test for 'Task'; then cast.",
            "Program.cs(11,5): error AC0017: Method 'Main' tests for 'Coroutine<int>[]', which on the board is 'Coroutine[]' whatever it returns. Test for 'Coroutine[]'; then cast."),
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
            """,
            "Weaver : error AC0010: Class 'Failure<T>' is generic, and nanoFramework 1.x has no generics. Write it for object, or for the one type that you need.",
            "Program.cs(8,5): error AC0012: Method 'Main' uses 'Failure<int>', and nanoFramework 1.x has no generics. Use a class without type parameters."),
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
            """,
            "Program.cs(3,5): error AC0013: Method 'First' uses stackalloc, which nanoFramework lacks. Use an array that you keep.",
            "Program.cs(8,1): error AC0013: Method 'Pointed' uses a pointer, which nanoFramework lacks. Use an array and an index.",
            "Weaver : error AC0013: Field 'Data' uses a pointer, which nanoFramework lacks. Use an array and an index."),
        new("a function pointer", """
            static int Twice(int n) => 2 * n;
            static unsafe int Call()
            {
                delegate*<int, int> twice = &Twice;
                return twice(1);
            }

            public static async Coroutine Main() { }
            """,
            "Program.cs(5,5): error AC0013: Method 'Call' uses a function pointer, which nanoFramework lacks. Use a delegate."),
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
            """,
            "Program.cs(3,5): error AC0013: Method 'Add' uses checked arithmetic, which does not throw on nanoFramework. Compare before you compute.",
            "Program.cs(10,9): error AC0013: Method 'Narrow' uses checked arithmetic, which does not throw on nanoFramework. Compare before you compute.",
            "Program.cs(11,9): error AC0013: Method 'Narrow' uses a checked conversion, which does not throw on nanoFramework. Compare before you convert."),
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
            """,
            "Program.cs(3,1): error AC0016: Method 'Get' uses the array 'int[,,]' of several dimensions, which nanoFramework lacks. Use an array of arrays.",
            "Program.cs(1,1): error AC0016: A static field of 'Program' uses the array 'int[,]' of several dimensions, which nanoFramework lacks. Use an array of arrays.",
            "Program.cs(1,1): error AC0016: Field 'field' uses the array 'int[,]' of several dimensions, which nanoFramework lacks. Use an array of arrays.",
            "Program.cs(9,5): error AC0016: Method 'Main' uses the array 'int[,]' of several dimensions, which nanoFramework lacks. Use an array of arrays."),
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
            """,
            "Program.cs(3,18): error AC0014: Method 'Get' is a default implementation in interface 'ISource'; calling it fails on nanoFramework. Put it into a class.",
            "Program.cs(7,9): error AC0014: Property 'Twice' is a default implementation in interface 'ISource'; calling it fails on nanoFramework. Put it into a class."),
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
            """,
            "Program.cs(4,5): error AC0015: The constructor of 'Reader' is the same as another overload on the board, where Coroutine<int> and Coroutine<string> are both Coroutine. Change the parameters of one of them.",
            "Program.cs(6,43): error AC0015: Method 'Read' is the same as another overload on the board, where Coroutine<int> and Coroutine<string> are both Coroutine. Give one of them another name.",
            "Program.cs(8,67): error AC0015: Method 'Start' is the same as another overload on the board, where Coroutine<int> and Coroutine<string> are both Coroutine. Give one of them another name.",
            "Program.cs(10,48): error AC0015: Property 'Item' is the same as another overload on the board, where Coroutine<int> and Coroutine<string> are both Coroutine. Give one of them another name."),
        new("a reference to an element that is not to be written", """
            static int Length(in string text) => text.Length;
            public static async Coroutine Main()
            {
                string[] texts = { "a" };
                Say(Length(in texts[0]));
            }
            """,
            "Program.cs(5,5): error AC0013: Method 'Main' uses a reference to an array's element that is not to be written, which nanoFramework lacks. Copy the element into a local."),
        new("a filter that comes upon a filter", """
            static bool Try()
            {
                try
                {
                    throw new Exception();
                }
                catch (Exception e) when (e.Message != null)
                {
                    return true;
                }
            }

            static bool Ask() => Try();
            static bool Plain() => true;
            static void Nested()
            {
                try
                {
                    Say("");
                }
                catch (Exception e) when (e.Message != "" && Ask())
                {
                    Say("a");
                }
                catch (Exception e) when (Plain())
                {
                    Say("b");
                }
            }

            public static async Coroutine Main() { }
            """,
            "Program.cs(21,25): error AC0019: Method 'Nested' has an exception filter ('when') that calls 'Ask', which comes upon a filter itself, and nanoFramework crashes there. Catch without a filter, test in the catch block and throw again."),
        new("more locals than fit", $$"""
            public static async Coroutine Main() { }
            static void Many()
            {
                int sum = 0;
                {{string.Concat(Enumerable.Range(0, 300).Select(i => $"int v{i} = sum++; \n"))}}
                {{string.Concat(Enumerable.Range(0, 300).Select(i => $"Say(v{i} + v{299 - i}); v{i}++;\n"))}}
            }
            """,
            "Program.cs(3,1): error AC0018: Method 'Many' has 301 local variables, counting the compiler's own, and nanoFramework allows 255. Split it into several methods."),
        new("more locals across awaits than fit", $$"""
            public static async Coroutine Main()
            {
                int sum = 0;
                {{string.Concat(Enumerable.Range(0, 300).Select(i => $"int v{i} = sum++;\n"))}}
                await SleepMs(1);
                {{string.Concat(Enumerable.Range(0, 300).Select(i => $"sum += v{i};\n"))}}
            }
            """,
            "Program.cs(2,1): error AC0018: Method 'Main' has 301 parameters and local variables that live across awaits, counting the compiler's own, and nanoFramework allows 255. Split it into several methods."),
        new("more fields than fit", $$"""
            class Fields
            {
                public const int Constant = 1;
                {{string.Concat(Enumerable.Range(0, 256).Select(i => $"public int f{i};\n"))}}
                public int Get() => f0;
            }

            public static async Coroutine Main() { }
            """,
            "Program.cs(261,25): error AC0018: Class 'Fields' has 256 fields and nanoFramework allows 255. Split it into several classes."),
        new("more awaits than fit", $$"""
            public static async Coroutine Main()
            {
                Say("start");
                {{string.Concat(Enumerable.Repeat("await SleepMs(0);\n", 300))}}
            }
            """,
            "Program.cs(2,1): error AC0018: Method 'Main' has 304 local variables, counting the compiler's own, and nanoFramework allows 255. Split it into several methods.")
        {
            WhenOptimised = ["Program.cs(3,5): error AC0018: Method 'Main' has 300 cases in one switch, counting awaits, and nanoFramework allows 255. Split it into several methods."],
        },
        new("a long method", $$"""
            static void Long()
            {
                {{string.Concat(Enumerable.Repeat("Say(\"a\");\n", 4000))}}
            }

            public static async Coroutine Main() { }
            """,
            "Program.cs(2,1): error AC0018: Method 'Long' has 44002 bytes of code and nanoFramework allows 32767. Split it into several methods.")
        {
            WhenOptimised = ["Program.cs(3,5): error AC0018: Method 'Long' has 40001 bytes of code and nanoFramework allows 32767. Split it into several methods."],
        },
    ];
}
