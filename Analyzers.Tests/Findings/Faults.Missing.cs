namespace AsyncCore.Analyzers.Tests.Findings;

/// <content>What nanoFramework lacks.</content>
internal static partial class Faults
{
    public static Faulty[] Missing =>
    [
        new("AC1001", "a using for generic collections", """
            using [|System.Collections.Generic|];
            using [|System.Linq|];
            class Program;
            """),
        new("AC1001", "generic collections", """
            static void Run()
            {
                [|List<int>|] list = null;
                object map = new [|Dictionary<string, int>|]();
                [|Queue<int>|] queue = null;
            }
            """),
        new("AC1001", "a generic interface", "static int Sum([|IEnumerable<int>|] numbers) => 0;"),
        new("AC1001", "a call of LINQ", """
            static void Run(int[] numbers)
            {
                object big = numbers.[|Where|](n => n > 1);
                object none = new ArrayList().[|ToList|]();
            }
            """),
        new("AC1001", "a query", "static object Big(int[] numbers) => [|from|] n in numbers select n;"),
        new("AC1002", "a using for tasks", """
            using [|System.Threading.Tasks|];
            class Program;
            """),
        new("AC1002", "Task.Delay", """
            static async Coroutine Wait()
            {
                await Task.[|Delay|](100);
            }
            """, """
            static async Coroutine Wait()
            {
                await SleepMs(100);
            }
            """),
        new("AC1002", "Task.Delay of a time span", """
            static async Coroutine Wait(TimeSpan time) => await Task.[|Delay|](time);
            """, """
            static async Coroutine Wait(TimeSpan time) => await Sleep(time);
            """),
        new("AC1002", "Task.WhenAll", """
            static async Coroutine Both(Coroutine a, Coroutine b) => await Task.[|WhenAll|](a, b);
            """, """
            static async Coroutine Both(Coroutine a, Coroutine b) => await Gather(a, b);
            """),
        new("AC1002", "Task.Run", "static object Start() => Task.[|Run|](() => { });"),
        new("AC1002", "where the functions are not in scope by their own name", """
            using AsyncCore;
            class Program
            {
                static object Wait() => Task.[|WhenAny|]();
            }
            """, """
            using AsyncCore;
            class Program
            {
                static object Wait() => Asyncio.WaitAny();
            }
            """),
        new("AC1002", "other types for tasks", """
            static [|ValueTask|] Work() => default;
            static object gate = new [|SemaphoreSlim|](1);
            """),
        new("AC1003", "async void", """
            static async [|void|] Start() { await SleepMs(1); }
            """, """
            static async Coroutine Start() { await SleepMs(1); }
            """),
        new("AC1003", "async Task", """
            static async [|Task|] Start() => await SleepMs(1);
            """, """
            static async Coroutine Start() => await SleepMs(1);
            """),
        new("AC1003", "async Task<T>", """
            static async [|Task<int>|] Count()
            {
                await SleepMs(1);
                return 1;
            }
            """, """
            static async Coroutine<int> Count()
            {
                await SleepMs(1);
                return 1;
            }
            """),
        new("AC1003", "a local function", """
            static void Start()
            {
                async [|void|] Blink() => await SleepMs(1);
                Action blink = null;
            }
            """, """
            static void Start()
            {
                async Coroutine Blink() => await SleepMs(1);
                Action blink = null;
            }
            """),
        new("AC1003", "an async lambda that is an Action", "static Action Start() => [|async|] () => await SleepMs(1);"),
        new("AC1004", "a tuple", """
            static [|(int, string)|] Pair() => [|(1, "one")|];
            """),
        new("AC1004", "a tuple across an await", """
            static async Coroutine Wait()
            {
                var pair = [|(1, 2)|];
                await SleepMs(1);
            }
            """),
        new("AC1004", "an exchange of two variables", "static void Exchange(ref int a, ref int b) => (a, b) = [|(b, a)|];"),
        new("AC1005", "spans", "static int First([|Span<byte>|] bytes, [|ReadOnlySpan<char>|] text) => 0;"),
        new("AC1005", "stackalloc", "static object Get() => [|stackalloc|] byte[4];"),
        new("AC1006", "decimal", "static [|decimal|] Price() => 1;"),
        new("AC1006", "a decimal number", "static object Price() => [|1.5m|];"),
        new("AC1007", "a nullable value", "static [|int?|] Count() => 0;"),
        new("AC1007", "a nullable value by its name", "static [|Nullable<int>|] Count() => default;"),
        new("AC1008", "a record", "public record [|Point|](int X, int Y);"),
        new("AC1009", "an index from the end", """
            static int Last(int[] numbers) => numbers[[|^1|]];
            """, """
            static int Last(int[] numbers) => numbers[numbers.Length - 1];
            """),
        new("AC1009", "an index from the end of what a call gives", """
            static int[] Get() => null;
            static int Last() => Get()[[|^1|]];
            """),
        new("AC1009", "a range", "static string Rest(string text) => text[[|1..^1|]];"),
        new("AC1010", "yield", "static IEnumerable Numbers() { [|yield|] return 1; }"),
        new("AC1011", "string.Join", """static string All(string[] parts) => string.[|Join|](", ", parts);"""),
        new("AC1011", "members of a string", """
            static bool IsEmpty(string text) => string.[|IsNullOrWhiteSpace|](text.[|Replace|]("a", "b"));
            """),
        new("AC1011", "reading the console", "static string Ask() => Console.[|ReadLine|]();"),
        new("AC1012", "a number written", """
            static void Run(int n)
            {
                [|Console.WriteLine(5)|];
            }
            """, """
            static void Run(int n)
            {
                Console.WriteLine(5.ToString());
            }
            """),
        new("AC1012", "a sum written", """
            static void Run(int n) => [|Console.Write(n + 1)|];
            """, """
            static void Run(int n) => Console.Write((n + 1).ToString());
            """),
        new("AC1012", "a format", """static void Run(int n) => [|Console.WriteLine("{0}", n)|];"""),
        new("AC1013", "a socket of IPv6", "static Socket Open() => new Socket([|AddressFamily.InterNetworkV6|], SocketType.Stream, ProtocolType.Tcp);"),
        new("AC1013", "addresses of IPv6", """
            static IPAddress Any() => [|IPAddress.IPv6Any|];
            static IPAddress Own() => IPAddress.Parse([|"fe80::1"|]);
            """),
        new("AC1014", "a socket half closed", "static void End(Socket socket) => socket.[|Shutdown|](1);"),
        new("AC1014", "a stream half closed", "static void End(Stream stream) => stream.[|WriteEof|]();"),
    ];
}
