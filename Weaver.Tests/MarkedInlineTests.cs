using Mono.Cecil;
using Mono.Cecil.Cil;
using Weaver.Tests.Harness;
using static Weaver.Tests.Harness.TestProgram;

namespace Weaver.Tests;

/// <summary>The body of a method that is marked as <c>Inlined</c> stands, in optimised builds, in place of its calls.</summary>
public sealed class MarkedInlineTests
{
    /// <summary>AsyncCore's own is not for others.</summary>
    private const string Mark = """
        }
        namespace AsyncCore.CompilerServices
        {
            [AttributeUsage(AttributeTargets.Method)]
            internal sealed class InlinedAttribute : Attribute { }
        }
        public static partial class Program
        {
        """;

    [Theory, BothShapes]
    public void It_does_what_a_call_does(Shape shape) => Says(shape, "zero one more more 10 5 7 7 9 24 3 3 1 side 6", """
        private static int calls;
        [AsyncCore.CompilerServices.Inlined]
        static string Word(int n) { if (n == 0) return "zero"; if (n == 1) return "one"; return "more"; }
        [AsyncCore.CompilerServices.Inlined]
        static int Sum(int[] numbers) { int sum = 0; foreach (int number in numbers) sum += number; return sum; }
        [AsyncCore.CompilerServices.Inlined]
        static int Minus(int a, int b) => a - b;
        [AsyncCore.CompilerServices.Inlined]
        static int Larger(int a, int b) => a > b ? a : b;
        [AsyncCore.CompilerServices.Inlined]
        static int LargestOf(int a, int b, int c) => Larger(Larger(a, b), c);
        [AsyncCore.CompilerServices.Inlined]
        static void Nothing(int ignored) { }
        static int Count() => ++calls;
        static int Side() { Say("side"); return 3; }
        sealed class Point
        {
            private int x;
            [AsyncCore.CompilerServices.Inlined]
            public Point Move(int by) { x += by; return this; }
            public int Place { [AsyncCore.CompilerServices.Inlined] get { int place = x; return place; } }
        }
        static Point Moved(Point point) { for (int i = 0; i < 4; i++) point.Move(i).Move(i); return point; }
        public static async Coroutine Main()
        {
            for (int i = 0; i < 4; i++) Say(Word(i));
            Say(Sum(new[] { 1, 2, 3, 4 }));
            int nine = 9;
            Say(Minus(nine, 4));
            Say(LargestOf(3, 7, 5));
            Say(LargestOf(7, 3, nine - 4));
            Say(Larger(Larger(Count() + nine - 1, 1), Larger(2, Larger(nine - 1, nine - 2))));
            calls = 0;
            Say(Moved(new Point()).Move(5).Move(Moved(new Point()).Place - 5).Place);
            Say(Minus(Count() + Count() + Count(), Count() - 1));
            Say(calls - 1);
            try { Say(Minus(Count(), calls - 1)); } finally { await SleepMs(1); }
            Nothing(Side());
            Say(Minus(calls, 0) + Minus(2, 1));
        }
        """ + Mark);

    [Fact]
    public void In_an_optimised_build_no_call_and_no_mark_is_left()
    {
        const string Source = """
            [AsyncCore.CompilerServices.Inlined]
            static string Word(int n) { if (n == 0) return "zero"; return Other(n); }
            [AsyncCore.CompilerServices.Inlined]
            static string Other(int n) { if (n == 1) return "one"; return "more"; }
            public static async Coroutine Main() { for (int i = 0; i < 3; i++) { Say(Word(i)); } }
            """ + Mark;
        foreach (Shape shape in new[] { Shape.Debug, Shape.Release })
        {
            using Workshop workshop = new();
            string path = Weave(workshop, shape, Source);
            using AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(path);
            MethodDefinition[] methods = [.. assembly.MainModule.GetTypes().SelectMany(type => type.Methods)];
            Assert.Equal(shape == Shape.Debug, methods.Any(method => method.HasBody && method.Body.Instructions.Any(IsMarkedCall)));
            Assert.DoesNotContain(methods, method => method.HasCustomAttributes && method.Name is "Word" or "Other");
            Assert.DoesNotContain(assembly.MainModule.GetTypes(), type => type.Name == "InlinedAttribute");
        }
    }

    private static bool IsMarkedCall(Instruction instruction) => instruction.OpCode == OpCodes.Call && instruction.Operand is MethodReference { Name: "Word" or "Other" };
}
