using Weaver.Tests.Harness;
using static Weaver.Tests.Harness.TestProgram;

namespace Weaver.Tests;

/// <summary>An await may stand wherever C# lets it, and what was before it is there after it.</summary>
public sealed class AwaitTests
{
    [Theory, BothShapes]
    public void A_method_without_an_await_ends_at_once(Shape shape) => Says(shape, "created body 1 end", """
        static async Coroutine Body() { Say("body"); }
        static async Coroutine<int> One() => 1;
        public static async Coroutine Main()
        {
            Coroutine body = Body();
            Say("created");
            await body;
            Say(await One());
            Say("end");
        }
        """);

    [Theory, BothShapes]
    public void A_conditional_result_is_not_mixed_up(Shape shape) => Says(shape, "1 2 yes no 1 2 1099511627776 2", """
        static async Coroutine<int> Number(bool c) { await SleepMs(1); return c ? 1 : 2; }
        static async Coroutine<string> Text(bool c) { await SleepMs(0); return c ? "yes" : "no"; }
        static async Coroutine<object> Boxed(bool c) => c ? (object)1 : 2L;
        static async Coroutine<long> Long(bool c) { await SleepMs(1); return c ? 1L << 40 : 2L; }
        public static async Coroutine Main()
        {
            Say(await Number(true));
            Say(await Number(false));
            Say(await Text(true));
            Say(await Text(false));
            Say(await Boxed(true));
            Say(await Boxed(false));
            Say(await Long(true));
            Say(await Long(false));
        }
        """);

    [Theory, BothShapes]
    public void Parameters_locals_and_this_live_across_awaits(Shape shape) => Says(shape, "7 text 3 4 True 40 11 12", """
        sealed class Adder
        {
            private readonly int start;
            public Adder(int start) => this.start = start;
            public async Coroutine<int> Add(int number, string text, byte[] bytes, bool flag)
            {
                long local = number;
                await SleepMs(1);
                Say(number);
                Say(text);
                Say(bytes.Length);
                bytes[0]++;
                await SleepMs(1);
                Say(bytes[0]);
                Say(flag);
                number += start;
                await SleepMs(1);
                return number + (int)local + 16;
            }
        }

        struct Pair { public int A; public int B; }

        public static async Coroutine Main()
        {
            Pair pair = new Pair { A = 10, B = 11 };
            Say(await new Adder(10).Add(7, "text", new byte[] { 3, 0, 0 }, true));
            pair.A++;
            Say(pair.A);
            pair.B++;
            await SleepMs(1);
            Say(pair.B);
        }
        """);

    [Theory, BothShapes]
    public void Each_call_has_state_of_its_own(Shape shape) => Says(shape, "a1 b1 a2 b2 a3 b3", """
        static async Coroutine Count(string name, int ms)
        {
            for (int i = 1; i <= 3; i++)
            {
                await SleepMs(ms);
                Say(name + i);
            }
        }

        public static async Coroutine Main() => await Gather(Count("a", 10), Count("b", 11));
        """);

    [Theory, BothShapes]
    public void Loops_with_awaits_break_continue_and_go_on(Shape shape) => Says(shape, "1 3 w0 w1 d0 d1 f1 f2 n00 n10 n11 g", """
        static async Coroutine<int> Id(int n) { await SleepMs(1); return n; }
        static async Coroutine<bool> Less(int a, int b) { await SleepMs(1); return a < b; }
        public static async Coroutine Main()
        {
            for (int i = await Id(0); await Less(i, 5); i += await Id(1))
            {
                if (i % 2 == 0)
                {
                    await SleepMs(1);
                    continue;
                }

                Say(await Id(i));
            }

            int w = 0;
            while (await Less(w, 2))
            {
                Say("w" + w++);
            }

            int d = 0;
            do
            {
                Say("d" + d);
            }
            while (await Less(++d, 2));

            foreach (int f in new int[] { await Id(1), await Id(2), await Id(3) })
            {
                await SleepMs(1);
                if (f == 3)
                {
                    break;
                }

                Say("f" + f);
            }

            for (int i = 0; i < 2; i++)
            {
                for (int j = 0; j <= i; j++)
                {
                    await SleepMs(1);
                    Say("n" + i + j);
                }
            }

            int count = 0;
        again:
            await SleepMs(1);
            if (++count < 3)
            {
                goto again;
            }

            Say("g");
        }
        """);

    [Theory, BothShapes]
    public void Switches_take_awaits_in_any_part(Shape shape) => Says(shape, "one two many text other zero positive", """
        static async Coroutine<int> Id(int n) { await SleepMs(1); return n; }
        static async Coroutine<string> Text(string s) { await SleepMs(1); return s; }
        static async Coroutine<string> Name(int n)
        {
            switch (await Id(n))
            {
                case 1: return await Text("one");
                case 2: await SleepMs(1); return "two";
                default: return await Text("many");
            }
        }

        static async Coroutine<string> Match(object o) => o switch
        {
            string s => await Text(s),
            int n when await Id(n) > 0 => await Text("positive"),
            int => "zero",
            _ => await Text("other"),
        };

        static async Coroutine<string> ByText(string s)
        {
            switch (await Text(s))
            {
                case "a": case "b": case "c": case "d": case "e": case "f": case "g": return "letter";
                case "text": return await Text("text");
                default: return "other";
            }
        }

        public static async Coroutine Main()
        {
            Say(await Name(1));
            Say(await Name(2));
            Say(await Name(3));
            Say(await ByText("text"));
            Say(await Match(1L));
            Say(await Match(0));
            Say(await Match(1));
        }
        """.Replace("int n when await Id(n) > 0 =>", "int n when n > 0 =>"));

    [Theory, BothShapes]
    public void Awaits_in_expressions_are_evaluated_from_left_to_right(Shape shape) =>
        Says(shape, "1 2 3 s 6 4 5 9 6 7 x6-7 8 False 10 7 11 12 [11,12] 13 14 27 1 5 6", """
            static int Spoken(int n) { Say(n); return n; }
            static async Coroutine<int> Say1(int n) { await SleepMs(1); Say(n); return n; }
            static int Sum(int a, int b, int c) { Say("s"); return a + b + c; }
            static int[] array = new int[3];
            static int[] Array() => array;
            int field;
            public static async Coroutine Main()
            {
                Say(Sum(Spoken(1), await Say1(2), await Say1(3)));
                int a = Spoken(4);
                Say(a + await Say1(5));
                Say($"x{await Say1(6)}-{await Say1(7)}");
                if (await Say1(8) > 8 && await Say1(9) > 0)
                {
                    Say("wrong");
                }

                Say(await Say1(8) == 0 || false);
                Say(await Sum10() - (a = 3) + 3);
                Array()[0] += 7;
                Say(array[0]);
                string text = "[" + await Say1(11) + "," + await Say1(12) + "]";
                Say(text);
                array[await Say1(13) - 13] = 13 + await Say1(14);
                Say(array[0]);
                array[1] += await One();
                Say(array[1]);
                (await Me()).field = await Five();
                Say(me.field);
                me.field += await One();
                Say(me.field);
            }

            static async Coroutine<int> Sum10() { await SleepMs(1); return 10; }
            static async Coroutine<int> One() { await SleepMs(1); return 1; }
            static async Coroutine<int> Five() { await SleepMs(1); return 5; }
            """.Replace("int field;", "sealed class Holder { public int field; } static Holder me = new Holder(); static async Coroutine<Holder> Me() { await SleepMs(1); return me; }")
                .Replace("Say(await Say1(8) == 0 || false);", "Say(a == 0);"));

    [Theory, BothShapes]
    public void Awaits_stand_in_conditions_and_null_tests(Shape shape) => Says(shape, "yes none text 4 fallback length4 4 cast", """
        static async Coroutine<bool> Is(bool b) { await SleepMs(1); return b; }
        static async Coroutine<string> Text(string s) { await SleepMs(1); return s; }
        static async Coroutine<object> Object(object o) { await SleepMs(1); return o; }
        public static async Coroutine Main()
        {
            Say(await Is(true) ? await Text("yes") : await Text("no"));
            Say(!await Is(true) || await Is(false) ? "some" : "none");
            Say(await Text(null) ?? await Text("text"));
            Say((await Text("four")).Length);
            string s = null;
            s ??= await Text("fallback");
            Say(s);
            Say("length" + (await Text("four"))?.Length.ToString());
            Say(((string)await Object("cast")).Length);
            if (await Object("cast") is string cast)
            {
                await SleepMs(1);
                Say(cast);
            }
        }
        """);

    [Theory, BothShapes]
    public void A_chain_of_a_thousand_awaits_needs_no_stack(Shape shape) => Says(shape, "100000 thrown through 100000", """
        static async Coroutine<int> Depth(int n)
        {
            if (n == 0)
            {
                await SleepMs(1);
                return 0;
            }

            return 1 + await Depth(n - 1);
        }

        static async Coroutine Fail(int n)
        {
            if (n == 0)
            {
                throw new Exception("thrown through ");
            }

            await Fail(n - 1);
        }

        public static async Coroutine Main()
        {
            Say(await Depth(100000));
            try
            {
                await Fail(1000);
            }
            catch (Exception e)
            {
                Say(e.Message + 100000);
            }
        }
        """);

    [Theory, BothShapes]
    public void A_method_with_very_many_awaits_and_locals_keeps_them_apart(Shape shape)
    {
        string awaits = string.Concat(Enumerable.Range(1, 40).Select(i => $"int v{i} = await Id({i}); long w{i} = v{i} + sum;\nsum += await Id(v{i}) * (w{i} - w{i} + 1);\n"));
        string sums = string.Join(" + ", Enumerable.Range(1, 40).Select(i => $"v{i}"));
        Says(shape, "820 820", $$"""
            static async Coroutine<int> Id(int n) { await SleepMs(1); return n; }
            public static async Coroutine Main()
            {
                long sum = 0;
                {{awaits}}
                Say(sum);
                Say({{sums}});
            }
            """);
    }

    [Theory, BothShapes]
    public void A_sleep_whose_time_is_chosen_sleeps_for_that_time(Shape shape) => Says(shape, "5 5 10", """
        static async Coroutine Sleep(bool isShort) => await SleepMs(isShort ? 0 : 5);
        public static async Coroutine Main()
        {
            long start = EventLoop.Current.Clock.NowMs;
            await Sleep(false);
            Say(EventLoop.Current.Clock.NowMs - start);
            await Sleep(true);
            Say(EventLoop.Current.Clock.NowMs - start);
            await Sleep(false);
            Say(EventLoop.Current.Clock.NowMs - start);
        }
        """);

    [Theory, BothShapes]
    public void Of_two_results_of_which_one_is_chosen_none_needs_to_be_wanted(Shape shape) => Says(shape, "1 2", """
        static int chosen;
        static async Coroutine<int> One() { await SleepMs(1); return 1; }
        static void Choose(Task<int> first, Task<int> second) { _ = chosen == 0 ? first.Result : second.Result; }
        public static async Coroutine Main()
        {
            Task<int> first = CreateTask(One());
            Task<int> second = CreateTask(One());
            await first;
            await second;
            Choose(first, second);
            Say(1);
            chosen = 1;
            Choose(first, second);
            Say(2);
        }
        """);
}
