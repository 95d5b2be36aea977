namespace Weaver.Tests;

/// <content>What else the language has and the board has not.</content>
internal static partial class Refusals
{
    private static RefusedSource[] Language =>
    [
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
            "Program.cs(12,34): error AC0013: Field 'Data' uses a pointer, which nanoFramework lacks. Use an array and an index."),
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
    ];
}
