namespace AsyncCore.Analyzers.Tests.Findings;

/// <content>What costs on the board without showing.</content>
internal static partial class Faults
{
    public static Faulty[] Costs =>
    [
        new("AC1301", "a struct in a local variable", """
            struct Point { public int X; }
            static async Coroutine Move()
            {
                Point [|point|] = new Point();
                await SleepMs(1);
                point.X = 1;
            }
            """),
        new("AC1301", "a struct as a parameter", """
            struct Point { public int X; }
            static async Coroutine<int> Move(Point [|point|])
            {
                await SleepMs(1);
                return point.X;
            }
            """),
        new("AC1301", "a struct around a loop that awaits", """
            struct Point { public int X; }
            static async Coroutine Move()
            {
                Point [|point|] = new Point();
                while (true)
                {
                    point.X++;
                    await SleepMs(1);
                }
            }
            """),
        new("AC1301", "a struct in a field that an async method uses", """
            struct Point { public int X; }
            static Point place;
            static async Coroutine Move()
            {
                [|place|].X = 1;
                await SleepMs(1);
                place.X = 2;
            }
            """),
        new("AC1302", "a number in a box in each round", """
            static void Fill(ArrayList list)
            {
                for (int i = 0; i < 10; i++)
                {
                    list.Add([|i|]);
                }
            }
            """),
        new("AC1302", "a number given to a format in a loop", """
            static async Coroutine Count(int n)
            {
                while (true)
                {
                    Console.WriteLine(string.Format("{0}", [|n|]));
                    await SleepMs(1);
                }
            }
            """),
        new("AC1303", "a string that grows", """
            static string All(string[] parts)
            {
                string all = "";
                foreach (string part in parts)
                {
                    [|all += part|];
                }

                return all;
            }
            """),
        new("AC1303", "a string that grows by a sum", """
            static string All(string[] parts)
            {
                string all = "";
                foreach (string part in parts)
                {
                    [|all = all + ", " + part|];
                }

                return all;
            }
            """),
    ];
}
