namespace Weaver.Tests;

/// <content>What is larger than the format holds.</content>
internal static partial class Refusals
{
    private static RefusedSource[] Sizes =>
    [
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
