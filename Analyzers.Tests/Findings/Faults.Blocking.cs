namespace AsyncCore.Analyzers.Tests.Findings;

/// <content>What stops every task of the loop.</content>
internal static partial class Faults
{
    public static Faulty[] Blocking =>
    [
        new("AC1101", "Thread.Sleep", """
            static async Coroutine Blink()
            {
                [|Thread.Sleep(500)|]; // half a second
                await SleepMs(500);
            }
            """, """
            static async Coroutine Blink()
            {
                await SleepMs(500); // half a second
                await SleepMs(500);
            }
            """),
        new("AC1101", "Thread.Sleep of a time span", """
            static async Coroutine Blink(TimeSpan time)
            {
                await SleepMs(500);
                [|Thread.Sleep(time)|];
            }
            """, """
            static async Coroutine Blink(TimeSpan time)
            {
                await SleepMs(500);
                await Sleep(time);
            }
            """),
        new("AC1102", "waiting for threads", """
            static async Coroutine Wait(AutoResetEvent signal, Thread thread)
            {
                await SleepMs(1);
                [|signal.WaitOne()|];
                [|thread.Join()|];
            }
            """),
        new("AC1103", "looking up a name", """
            static async Coroutine<IPAddress> Find(string name)
            {
                await SleepMs(1);
                return [|Dns.GetHostEntry(name)|].AddressList[0];
            }
            """),
        new("AC1104", "a socket's own calls", """
            static async Coroutine Echo(Socket socket, byte[] buffer, EndPoint peer)
            {
                [|socket.Connect(peer)|];
                int count = [|socket.Receive(buffer)|];
                [|socket.Send(buffer)|];
                await SleepMs(count);
            }
            """),
        new("AC1105", "an await in a lock statement", """
            static async Coroutine Work(object gate)
            {
                lock (gate)
                {
                    [|await|] SleepMs(1);
                }
            }
            """),
    ];
}
