using Weaver.Tests.Harness;
using static Weaver.Tests.Harness.TestProgram;

namespace Weaver.Tests;

/// <summary>Any kind of method can be async.</summary>
public sealed class MethodTests
{
    [Theory, BothShapes]
    public void Lambdas_capture_what_they_use(Shape shape) => Says(shape, "1 2 13 text 10 21 32 static 5 own", """
        delegate Coroutine<int> Counter();
        delegate Coroutine Action1(string text);
        delegate Coroutine<string> Maker(int n);
        sealed class Holder
        {
            private readonly string name = "own";
            public Counter Make() => async () => { await SleepMs(1); return name.Length; };
            public Action1 Speak() => async text => { await SleepMs(1); Say(name); };
        }

        public static async Coroutine Main()
        {
            int count = 0;
            Counter next = async () => { await SleepMs(1); return ++count; };
            Say(await next());
            Say(await next());
            count += 10;
            Say(await next());
            Action1 say = async text => Say(text);
            await say("text");
            Counter[] counters = new Counter[3];
            for (int i = 0; i < 3; i++)
            {
                int own = i;
                counters[i] = async () =>
                {
                    int before = own;
                    await SleepMs(1);
                    return before + ++own * 10;
                };
            }

            foreach (Counter counter in counters)
            {
                Say(await counter());
            }

            Maker maker = static async n => { await SleepMs(n); return "static"; };
            Say(await maker(1));
            Counter outer = async () =>
            {
                int inner = 2;
                Counter nested = async () => { await SleepMs(1); return inner + 3; };
                return await nested();
            };
            Say(await outer());
            await new Holder().Speak()(null);
        }
        """);

    [Theory, BothShapes]
    public void Local_functions_capture_or_are_static(Shape shape) => Says(shape, "11 22 3 deep 6", """
        public static async Coroutine Main()
        {
            int start = 10;
            Say(await Add(1));
            start = 20;
            Say(await Add(2));
            Say(await Sum(1, 2));
            Say(await Outer());
            Say(await Factorial(3));

            async Coroutine<int> Add(int n)
            {
                await SleepMs(1);
                return start + n;
            }

            static async Coroutine<int> Sum(int a, int b)
            {
                await SleepMs(1);
                return a + b;
            }

            async Coroutine<string> Outer()
            {
                return await Inner();

                async Coroutine<string> Inner() { await SleepMs(start); return "deep"; }
            }

            static async Coroutine<int> Factorial(int n) => n == 0 ? 1 : n * await Factorial(n - 1);
        }
        """);

    [Theory, BothShapes]
    public void Async_methods_are_virtual_abstract_overridden_and_called_through_interfaces(Shape shape) =>
        Says(shape, "base 1 derived:base 3 abstract implemented explicit1 explicit2 hidden base sealed", """
            interface IReader { Coroutine<int> Read(); Coroutine<string> Name { get; } }
            interface IOther { Coroutine<string> Read(); }
            class Base
            {
                public virtual async Coroutine<string> Name() { await SleepMs(1); return "base"; }
                public virtual async Coroutine<int> Number() => 1;
                public async Coroutine<string> Hidden() { await SleepMs(1); return "base"; }
            }

            sealed class Derived : Base
            {
                public override async Coroutine<string> Name() => "derived:" + await base.Name();
                public override async Coroutine<int> Number() { await SleepMs(1); return 2 + await base.Number(); }
                public new async Coroutine<string> Hidden() { await SleepMs(1); return "hidden"; }
            }

            abstract class Shape
            {
                protected abstract Coroutine<string> Draw();
                public async Coroutine<string> Show() { await SleepMs(1); return await Draw(); }
            }

            class Circle : Shape, IReader
            {
                protected override async Coroutine<string> Draw() { await SleepMs(1); return "abstract"; }
                public async Coroutine<int> Read() { await SleepMs(1); return 1; }
                public Coroutine<string> Name => Implemented();
                private static async Coroutine<string> Implemented() => "implemented";
            }

            sealed class Both : IReader, IOther
            {
                async Coroutine<int> IReader.Read() { await SleepMs(1); return 1; }
                async Coroutine<string> IOther.Read() { await SleepMs(1); return "explicit2"; }
                Coroutine<string> IReader.Name => null;
            }

            sealed class Last : Circle { protected sealed override async Coroutine<string> Draw() => "sealed"; }

            public static async Coroutine Main()
            {
                Base b = new Base();
                Say(await b.Name());
                Say(await b.Number());
                b = new Derived();
                Say(await b.Name());
                Say(await b.Number());
                Say(await new Circle().Show());
                IReader reader = new Circle();
                if (await reader.Read() == 1)
                {
                    Say(await reader.Name);
                }

                Both both = new Both();
                Say("explicit" + await ((IReader)both).Read());
                Say(await ((IOther)both).Read());
                Say(await new Derived().Hidden());
                Say(await b.Hidden());
                Say(await new Last().Show());
            }
            """);

    [Theory, BothShapes]
    public void Structs_have_async_methods_too(Shape shape) => Says(shape, "3 3 1 5", """
        struct Point
        {
            public int X;
            public int Y;
            public async Coroutine<int> Sum() { await SleepMs(1); return X + Y; }
            public async Coroutine Move() { X += 10; await SleepMs(1); }
            public static async Coroutine<Point> Make(int x) { await SleepMs(1); return new Point { X = x, Y = 0 }; }
        }

        public static async Coroutine Main()
        {
            Point point = new Point { X = 1, Y = 2 };
            Say(await point.Sum());
            object boxed = point;
            Say(await ((Point)boxed).Sum());
            await point.Move();
            Say(point.X);
            Say(await (await Point.Make(5)).Sum());
        }
        """);

    [Theory, BothShapes]
    public void Overloads_statics_operators_indexers_and_constructors_start_coroutines(Shape shape) =>
        Says(shape, "int1 stringa none params3 optional7 6 8 42 extended static", """
            static async Coroutine<string> Over(int n) { await SleepMs(1); return "int" + n; }
            static async Coroutine<string> Over(string s) { await SleepMs(1); return "string" + s; }
            static async Coroutine<string> Over() { await SleepMs(1); return "none"; }
            static async Coroutine<string> Over(params object[] many) { await SleepMs(1); return "params" + many.Length; }
            static async Coroutine<string> Optional(int n = 7) { await SleepMs(1); return "optional" + n; }
            sealed class Box
            {
                private readonly Coroutine<int> started;
                public Box() => started = Compute(6);
                private static async Coroutine<int> Compute(int n) { await SleepMs(1); return n; }
                public Coroutine<int> Started => started;
                public Coroutine<int> this[int n] => Compute(n);
                public static implicit operator Box(int n) => new Box();
                public static Coroutine<int> operator +(Box a, Box b) => Compute(42);
                public static readonly Coroutine<string> Ready = Over("");
            }

            public static async Coroutine Main()
            {
                Say(await Over(1));
                Say(await Over("a"));
                Say(await Over());
                Say(await Over(1, 2, 3));
                Say(await Optional());
                Say(await new Box().Started);
                Say(await new Box()[8]);
                Say(await (new Box() + 1));
                Say(await Make());
                Say((await Box.Ready) == "string" ? "static" : "wrong");

                static Coroutine<string> Make() => Text("extended");
                static async Coroutine<string> Text(string s) => s;
            }
            """);

    [Theory, BothShapes]
    public void A_method_that_only_passes_a_coroutine_on_needs_no_state_machine(Shape shape) => Says(shape, "1 2", """
        static async Coroutine<int> Id(int n) { await SleepMs(1); return n; }
        static Coroutine<int> Pass(int n) => Id(n);
        static Coroutine<int> Choose(bool c) => c ? Id(1) : Pass(2);
        public static async Coroutine Main()
        {
            Say(await Choose(true));
            Say(await Choose(false));
        }
        """);

    [Theory, BothShapes]
    public void Code_without_async_is_left_alone(Shape shape) => Says(shape, "6 a,b 3 True x-1 7 10 2 5 caught r ends", """
        enum Size { Small = 1, Large = 3 }
        struct Point { public int X; public int Y { get; set; } }
        delegate int Op(int a, int b);
        delegate string Text();
        static int Sum(params int[] numbers) { int sum = 0; foreach (int n in numbers) { sum += n; } return sum; }
        static bool Try(string s, out int n) { n = s.Length; return n > 0; }
        static ref int Ref(int[] a, int i) => ref a[i];
        static event Op Happened;
        static int Filtered(string text)
        {
            try
            {
                throw new Exception(text);
            }
            catch (Exception e) when (e.Message.Length > 5)
            {
                return 1;
            }
            catch
            {
                return 2;
            }
            finally
            {
                text = null;
            }
        }

        public static async Coroutine Main()
        {
            Say(Sum(1, 2, 3));
            ArrayList list = new ArrayList() { "a", "b" };
            string all = null;
            foreach (string s in list) { all = all == null ? s : all + "," + s; }
            Say(all);
            Say((int)Size.Large);
            Say(Try("abc", out int n) && n == 3);
            Point p = new Point { X = -1, Y = 2 };
            Text text = () => "x" + p.X;
            Say(text());
            int[] numbers = { 5, 6, 7 };
            Ref(numbers, 1) = 7;
            Say(numbers[1]);
            Happened += (a, b) => a * b;
            Op op = (a, b) => a + b;
            Say(Happened(2, 5));
            Say(Filtered("short"));
            Say(op(2, 3));
            try
            {
                object o = "s";
                Say((Size)o);
            }
            catch (InvalidCastException)
            {
                Say("caught");
            }

            Say("chars"[3]);
            lock (list)
            {
                list.Clear();
            }

            Say("ends");
        }
        """);

    /// <summary>In optimised code trivial methods are put in place of their calls, and what they touch must be within reach there.</summary>
    [Theory, BothShapes]
    public void Trivial_methods_do_the_same_wherever_they_are_called_from(Shape shape) =>
        Says(shape, "1 2 3 5 hidden inner 7 8 NullReferenceException 9 base 10 22 3 12 13 hidden end", """
            class Counter
            {
                private static int total;
                private int count;
                private readonly string name = "hidden";
                protected int Protected = 5;
                public int Count => count;
                public int Next() => ++count;
                public static int Total => total;
                public static void Add(int n) => total += n;
                public string Name => name;
                public int Guarded => Protected;
                public string OfInner() => Inner.Text;
                public static object MakeInner() => new Inner();
                public virtual string Who() => "base";
                private int Secret(int n) => n + 1;
                public int Reveal(int n) => Secret(n);
                public static int Pick(int a, int b) => b;
                public object Copy() => MemberwiseClone();
                protected virtual int Core() => 13;
                public int OfCore() => Core();
                public static object Cast(object o) => (Inner)o;
                private class Inner { internal static string Text = "inner"; }
            }

            class Derived : Counter
            {
                public override string Who() => "derived";
                protected override int Core() => 14;
                public string Base() => base.Who();
            }

            struct Point
            {
                private int x;
                public Point(int x) => this.x = x;
                public int X { get => x; set => x = value; }
                public int Plus(int n) => x + n;
            }

            interface IName { int Get(); }
            sealed class Named : IName { public int Get() => 10; }
            static readonly int[] primes = { 2, 3, 5, 7, 11, 13 };
            static int Prime(int i) => primes[i];
            static Counter Same(Counter c) => c;

            public static async Coroutine Main()
            {
                Counter counter = new Counter();
                Say(counter.Next());
                counter.Next();
                Say(counter.Count);
                Counter.Add(3);
                Say(Counter.Total);
                Say(counter.Guarded);
                Say(Same(counter).Name);
                Say(counter.OfInner());
                Say(counter.Reveal(6));
                Say(Counter.Pick(1, 8));
                try
                {
                    counter = null;
                    await SleepMs(1);
                    Say(counter.Name);
                }
                catch (NullReferenceException e)
                {
                    Say(e.GetType().Name);
                }

                Point point = new Point(3);
                point.X += 3;
                Say(point.Plus(3));
                Say(new Derived().Base());
                IName named = new Named();
                Say(named.Get());
                Say(Prime(4) * 2);
                Say(Counter.MakeInner() == null ? 0 : 3);
                Say(new Point(5).X + 7);
                Say(new Counter().OfCore());
                Say(((Counter)new Derived().Copy()).Name);
                Say(Counter.Cast(null) == null ? "end" : "");
            }
            """);
}
