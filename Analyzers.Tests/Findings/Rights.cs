namespace AsyncCore.Analyzers.Tests.Findings;

/// <summary>What must be left alone, by all rules.</summary>
internal static class Rights
{
    public static Faultless[] Missing =>
    [
        new("AC1001", "names of one's own", """
            class List { public List Where(int n) => this; public int Sum() => 0; }
            static int Run() => new List().Where(1).Sum();
            static object Get(Queue queue, ArrayList list, IEnumerable all) => queue.Get();
            """),
        new("AC1002", "tasks of AsyncCore", """
            static async Coroutine Work() => await SleepMs(1);
            static async Coroutine Start()
            {
                Task task = CreateTask(Work());
                await task;
                await Gather(Work(), Work());
            }
            """),
        new("AC1002", "names of one's own", """
            class Plan { public static int Delay(int n) => n; public static int Run() => Delay(1); }
            static int Get() => Plan.Delay(2) + Plan.Run();
            """),
        new("AC1003", "coroutines and lambdas", """
            delegate Coroutine Work();
            static async Coroutine Start() => await SleepMs(1);
            static Work Lambda() => async () => await SleepMs(1);
            static void Plain() { }
            static Task Begin() => CreateTask(Start());
            """),
        new("AC1004", "what takes itself apart", """
            class Point
            {
                public void Deconstruct(out int x, out int y)
                {
                    x = 1;
                    y = 2;
                }
            }
            static int Sum(Point point)
            {
                (int x, int y) = point;
                (x, y) = point;
                return x + y;
            }
            """),
        new("AC1005", "an array and an offset", "static int First(byte[] buffer, int offset, int count) => new byte[4].Length + buffer[offset];"),
        new("AC1006", "double", "static double Price() => 1.5;"),
        new("AC1007", "conditional access and default values", """
            #nullable enable
            static string? Name(string? given) => given?.Trim() ?? "nobody";
            #nullable disable
            static int Length(string text) => text == null ? 0 : text.Length;
            """),
        new("AC1008", "a class", "public class Point { public int X { get; init; } }"),
        new("AC1009", "a number with a hat", "static int Mask(int a, int b) => a ^ b;"),
        new("AC1010", "an enumerator", "static IEnumerator Numbers() => new[] { 1, 2 }.GetEnumerator();"),
        new("AC1011", "what strings have", """
            static string All(string a, string b) => string.Concat(a, b).ToUpper().Substring(1).Trim();
            class Text { public static string Join(string a) => a; }
            static string Mine() => Text.Join("a");
            """),
        new("AC1012", "strings written", """
            static void Run(int n)
            {
                Console.WriteLine("a");
                Console.WriteLine("n: " + n);
                Console.WriteLine($"n: {n}");
                Console.WriteLine();
            }
            """),
        new("AC1013", "IPv4, and care for addresses of others", """
            static IPAddress Parse() => IPAddress.Parse("192.168.0.1");
            static bool CanUse(IPAddress address) => address.AddressFamily != AddressFamily.InterNetworkV6 && address != IPAddress.IPv6Any;
            """),
        new("AC1014", "closing, and a name of one's own", """
            class Motor { public void Shutdown() { } }
            static void End(Stream stream, Socket socket, Motor motor)
            {
                stream.Close();
                socket.Close();
                motor.Shutdown();
            }
            """),
    ];

    public static Faultless[] Blocking =>
    [
        new("AC1101", "a thread of its own", """
            static void Blink() => Thread.Sleep(500);
            static async Coroutine Start()
            {
                await ToThread(() =>
                {
                    Thread.Sleep(500);
                    return null;
                });
            }
            """),
        new("AC1102", "a thread of its own", """
            static void Wait(AutoResetEvent signal) => signal.WaitOne();
            static async Coroutine Start(AutoResetEvent signal) => await ToThread(() => signal.WaitOne() ? signal : null);
            """),
        new("AC1103", "the resolver, and the call in a thread", """
            static async Coroutine Find(string name)
            {
                await NameResolver.Default.Resolve(name);
                await ToThread(() => Dns.GetHostEntry(name));
            }
            """),
        new("AC1104", "a stream, and what does not wait", """
            static async Coroutine Echo(Stream stream, DatagramSocket datagrams, Socket socket, byte[] buffer)
            {
                await stream.Read(buffer, 0, 1);
                await datagrams.Receive(buffer, 0, 1);
                if (socket.Poll(0, SelectMode.SelectRead))
                {
                    socket.Close();
                }
            }
            static int Receive(Socket socket, byte[] buffer) => socket.Receive(buffer);
            """),
        new("AC1105", "a lock statement without an await", """
            static async Coroutine Work(object gate)
            {
                lock (gate)
                {
                    Console.WriteLine("in");
                }

                await SleepMs(1);
            }
            """),
    ];

    public static Faultless[] Misuse =>
    [
        new("AC1201", "awaited, kept, returned, run, and tasks", """
            static Coroutine kept;
            static async Coroutine Work() => await SleepMs(2);
            static Coroutine Pass() => Work();
            static async Coroutine Start(Task task)
            {
                await Work();
                kept = Work();
                CreateTask(Work());
                Task other = CreateTask(Work());
                Coroutine later = Work();
                await later;
                task.Cancel();
                await Sleep(0.1);
            }
            static void Main() => Run(Work());
            """),
        new("AC1201", "a variable that a lambda uses", """
            static async Coroutine Work() => await SleepMs(2);
            static Action Start()
            {
                Coroutine work = Work();
                return () => CreateTask(work);
            }
            """),
        new("AC1202", "a lock for threads", """
            static void Work(object gate, Queue queue)
            {
                lock (gate) { }
                lock (queue) { }
            }
            """),
        new("AC1203", "branches, jumps, a new coroutine, tasks and events", """
            static async Coroutine Work() => await SleepMs(2);
            static async Coroutine Start(bool first, Event done)
            {
                Coroutine work = Work();
                if (first)
                {
                    await work;
                }
                else
                {
                    await work;
                }

                Coroutine anew = Work();
                await anew;
                anew = Work();
                await anew;

                Task task = CreateTask(Work());
                await task;
                await task;
                await done.Wait();
                await done.Wait();

                Coroutine once = Work();
                while (true)
                {
                    if (done.IsSet)
                    {
                        await once;
                        break;
                    }

                    Coroutine inside = Work();
                    await inside;
                }
            }
            """),
        new("AC1203", "an await after another in a try that may not be reached", """
            static async Coroutine Work() => await SleepMs(2);
            static async Coroutine Start(bool wanted)
            {
                Coroutine work = Work();
                if (wanted)
                {
                    await work;
                    return;
                }

                await work;
            }
            """),
        new("AC1204", "the cancellation passes, or the loop ends", """
            static async Coroutine Work(Event done)
            {
                while (true)
                {
                    try { await SleepMs(1); }
                    catch (CancelledException) { throw; }
                    catch (Exception) { }

                    try { await SleepMs(1); }
                    catch (Exception e) when (e is not CancelledException) { }

                    try { await SleepMs(1); }
                    catch (Exception e) { if (e is CancelledException) throw; }

                    try { await SleepMs(1); }
                    catch { return; }

                    try { await SleepMs(1); }
                    catch (TimeoutException) { }

                    try { done.Set(); }
                    catch { }
                }
            }
            """),
        new("AC1205", "what threads may do, and lambdas that the loop calls", """
            class Button { public event Action Pressed; public void Press() => Pressed(); }
            static void Start(Event done, ThreadSafeFlag flag, RingQueue values, EventLoop loop, Button button)
            {
                new Thread(() =>
                {
                    flag.Set();
                    values.TryPut("a");
                    loop.CallSoonThreadSafe(() => done.Set());
                }).Start();
                button.Pressed += () => done.Set();
                Action act = () => done.Set();
                act();
            }
            """),
        new("AC1204", "outside of a loop", """
            static async Coroutine Work()
            {
                try { await SleepMs(1); }
                catch { }
            }
            """),
    ];

    public static Faultless[] Costs =>
    [
        new("AC1301", "numbers, times, and structs that end before the await", """
            struct Point { public int X; }
            static async Coroutine Move(TimeSpan time, DateTime now)
            {
                int n = 1;
                Point point = new Point();
                point.X = n;
                await SleepMs(1);
                n++;
                Console.WriteLine(time.ToString() + now.ToString() + n);
            }
            static int NotAsync(Point point) => point.X;
            static Point place;
            static DateTime last;
            static int NotAsyncEither() => place.X;
            static async Coroutine Keep()
            {
                last = DateTime.UtcNow;
                await SleepMs(1);
            }
            """),
        new("AC1302", "a box once, in a failure, in a text", """
            static void Fill(ArrayList list, int n)
            {
                list.Add(n);
                for (int i = 0; i < 10; i++)
                {
                    Console.WriteLine("i: " + i);
                    if (i > n)
                    {
                        throw new ArgumentException(string.Format("{0}", i));
                    }
                }
            }
            """),
        new("AC1303", "a string made in each round", """
            static void Tell(string[] parts)
            {
                foreach (string part in parts)
                {
                    string line = "> ";
                    line += part;
                    Console.WriteLine(line);
                }
            }
            static string Two(string a)
            {
                a += "b";
                return a;
            }
            """),
    ];
}
