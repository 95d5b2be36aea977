namespace Weaver.Tests.RandomCode;

/// <summary>What random classes call, on woven AsyncCore and on .NET.</summary>
internal static class RandomFrame
{
    /// <summary>Runs each class with several dice, and notes what it says, a line each.</summary>
    public const string Common = """
        global using System;
        global using System.Collections;
        global using static Frame;

        public enum Colour { Red, Green }

        public delegate int Function(int x);

        public delegate Coroutine<int> AsyncFunction(int x);

        public static class Frame
        {
            public static readonly int[] numbers = new int[4];
            public static readonly string Nothing = null;
            private static string said;
            private static uint dice;
            private static int fuel;

            public static void Say(object what) { if (--fuel > 0) { said += " " + what; } }

            public static bool Go() => --fuel > 0;

            public static int Pick(int sides)
            {
                dice = dice * 1664525 + 1013904223;
                return (int)((dice >> 16) % (uint)sides);
            }

            public static int Three(int a, int b, int c) => a + 2 * b + 3 * c;

            public static string Name(Exception e) => e is NullReferenceException ? "null" : e.Message;

            public static bool HasPlainName(Exception e)
            {
                try { throw new Exception(); } catch (Exception) when (e.Message.Length > 1) { return e.Message[1] < '5'; } catch (Exception) { return false; }
            }

            public static void Tidy()
            {
                try { throw new Exception("tidy"); } catch (Exception e) { Say(e.Message); }
            }

            public static void Prepare(int seed)
            {
                dice = (uint)seed;
                fuel = 400;
                said = "";
                for (int i = 0; i < 4; i++) { numbers[i] = i; }
            }

            public static string Said(Exception failure)
            {
                foreach (int number in numbers) { said += " " + number; }
                return (failure == null ? said : said + " " + failure.GetType().Name + failure.Message) + "\n";
            }
        }

        public sealed class Thing : IDisposable
        {
            private readonly string name;
            private readonly int kind;
            public Thing(string name, int kind) { this.name = name; this.kind = kind; }
            public void Dispose()
            {
                Say("~" + name);
                if (kind > 3) { Tidy(); }
                if (kind == 7 && Pick(4) == 0) { throw new InvalidOperationException(name); }
            }
        }

        public sealed class Things : IEnumerable, IEnumerator, IDisposable
        {
            private readonly int count;
            private int at;
            public Things(int count) { this.count = count; }
            public IEnumerator GetEnumerator() => this;
            public object Current => at;
            public bool MoveNext() => at++ < count && Go();
            public void Reset() { at = 0; }
            public void Dispose() { Say("~things"); Tidy(); }
        }
        """;

    public const string OfAsyncCore = """
        global using AsyncCore;
        global using static AsyncCore.Asyncio;
        """;

    public const string OfDotNet = """
        global using System.Threading.Tasks;
        global using static Stand;

        public static class Stand
        {
            public static Task SleepMs(int durationMs) => Task.CompletedTask;
            public static Task CreateTask(Task task) => task;
            public static Task<T> CreateTask<T>(Task<T> task) => task;
            public static Task WaitFor(Task task, int timeoutMs) => task;
            public static Task<T> WaitFor<T>(Task<T> task, int timeoutMs) => task;
        }
        """;

    /// <summary>Starts all classes; each ends with a line.</summary>
    public static string Starter(IEnumerable<int> seeds, int runs, string run) => $$"""
        public delegate Coroutine Entry();

        public static class Starter
        {
            private static string RunOnce(Entry main, int seed)
            {
                Prepare(seed);
                try { {{run}} } catch (Exception e) { return Said(e); }
                return Said(null);
            }

            private static string RunAll(Entry main)
            {
                string all = "";
                for (int i = 1; i <= {{runs}}; i++) { all += RunOnce(main, i * 7919); }
                return all;
            }

            public static string Start() => string.Concat(new[] { {{string.Join(", ", seeds.Select(seed => $"RunAll(P{seed}.Main)"))}} });

        }
        """;
}
