namespace Weaver.Tests;

/// <content>Generics, of which nanoFramework 1.x has none.</content>
internal static partial class Refusals
{
    private static RefusedSource[] Generics =>
    [
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
            "Program.cs(1,14): error AC0010: Class 'Box<T>' is generic, and nanoFramework 1.x has no generics. Write it for object, or for the one type that you need."),
        new("a class derived from a generic class", """
            public class Box<T> { public T Value; }
            public class IntBox : Box<int>
            {
                public int Get() => 1;
            }

            public static async Coroutine Main() { }
            """,
            "Program.cs(1,14): error AC0010: Class 'Box<T>' is generic, and nanoFramework 1.x has no generics. Write it for object, or for the one type that you need.",
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
            "Program.cs(1,18): error AC0010: Interface 'ISource<T>' is generic, and nanoFramework 1.x has no generics. Write it for object, or for the one type that you need.",
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
            "Program.cs(1,15): error AC0010: Struct 'Pair<TA, TB>' is generic, and nanoFramework 1.x has no generics. Write it for object, or for the one type that you need.",
            "Program.cs(4,5): error AC0012: Method 'Main' uses 'Pair<int, string>', and nanoFramework 1.x has no generics. Use a struct without type parameters."),
        new("a generic delegate", """
            public delegate T Maker<T>(int n);
            public static async Coroutine Main()
            {
                Maker<string> maker = n => "" + n;
                Say(maker(1));
            }
            """,
            "Program.cs(1,19): error AC0010: Delegate 'Maker<T>' is generic, and nanoFramework 1.x has no generics. Write it for object, or for the one type that you need.",
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
            "Program.cs(3,42): error AC0012: Event 'Pressed' uses 'EventHandler<EventArgs>', and nanoFramework 1.x has no generics. Declare a delegate without type parameters for it.",
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
            "Program.cs(1,7): error AC0010: Class 'NoteAttribute<T>' is generic, and nanoFramework 1.x has no generics. Write it for object, or for the one type that you need.",
            "Program.cs(3,7): error AC0012: Class 'Noted' uses 'NoteAttribute<int>', and nanoFramework 1.x has no generics. Use a class without type parameters."),
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
            "Program.cs(1,7): error AC0010: Class 'Failure<T>' is generic, and nanoFramework 1.x has no generics. Write it for object, or for the one type that you need.",
            "Program.cs(8,5): error AC0012: Method 'Main' uses 'Failure<int>', and nanoFramework 1.x has no generics. Use a class without type parameters."),
    ];
}
