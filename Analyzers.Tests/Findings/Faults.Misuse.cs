namespace AsyncCore.Analyzers.Tests.Findings;

/// <content>What does nothing, or something else than it says.</content>
internal static partial class Faults
{
    public static Faulty[] Misuse =>
    [
        new("AC1201", "a wait in a method that is not async", """
            static void Blink()
            {
                [|SleepMs(1)|];
            }
            """),
        new("AC1201", "a call in an async method", """
            static async Coroutine Work()
            {
                [|SleepMs(1)|];
                await SleepMs(2);
            }
            """, """
            static async Coroutine Work()
            {
                await SleepMs(1);
                await SleepMs(2);
            }
            """),
        new("AC1201", "a coroutine that is discarded", """
            static async Coroutine Work() => await SleepMs(2);
            static void Start() => _ = [|Work()|];
            """),
        new("AC1201", "a coroutine in a variable that nobody reads", """
            static async Coroutine Work() => await SleepMs(2);
            static void Start()
            {
                Coroutine work = [|Work()|];
            }
            """),
        new("AC1201", "the wait for an event", """
            static void Start(Event done)
            {
                [|done.Wait()|];
            }
            """),
        new("AC1201", "a lambda that is an Action", """
            static async Coroutine Work() => await SleepMs(2);
            static Action Start() => () => [|Work()|];
            """),
        new("AC1201", "a lock that is not awaited", """
            static void Start(Lock gate)
            {
                [|gate.Acquire()|];
            }
            """),
        new("AC1202", "a lock statement in an async method", """
            static async Coroutine Work(Lock gate)
            {
                lock ([|gate|])
                {
                    Console.WriteLine("in");
                }

                await SleepMs(1);
            }
            """, """
            static async Coroutine Work(Lock gate)
            {
                using (await gate.Acquire())
                {
                    Console.WriteLine("in");
                }

                await SleepMs(1);
            }
            """),
        new("AC1202", "a lock statement elsewhere", """
            static void Work(Semaphore gate)
            {
                lock ([|gate|]) { }
            }
            """),
        new("AC1203", "two awaits", """
            static async Coroutine Work() => await SleepMs(2);
            static async Coroutine Twice()
            {
                Coroutine work = Work();
                await work;
                await [|work|];
            }
            """),
        new("AC1203", "an await in a loop", """
            static async Coroutine Work() => await SleepMs(2);
            static async Coroutine Often()
            {
                var work = Work();
                for (int i = 0; i < 3; i++)
                {
                    await [|work|];
                }
            }
            """),
        new("AC1203", "a task and an await", """
            static async Coroutine Work() => await SleepMs(2);
            static async Coroutine Twice()
            {
                Coroutine work = Work();
                Task task = CreateTask(work);
                if (task.IsDone)
                {
                    await [|work|];
                }
            }
            """),
        new("AC1203", "a gather of the same", """
            static async Coroutine Work() => await SleepMs(2);
            static async Coroutine Twice()
            {
                Coroutine work = Work();
                await Gather(work, [|work|]);
            }
            """),
        new("AC1204", "a catch of everything in a loop", """
            static async Coroutine Work()
            {
                while (true)
                {
                    try
                    {
                        await SleepMs(1);
                    }
                    [|catch|] (Exception e)
                    {
                        Console.WriteLine(e.Message);
                    }
                }
            }
            """, """
            static async Coroutine Work()
            {
                while (true)
                {
                    try
                    {
                        await SleepMs(1);
                    }
                    catch (CancelledException)
                    {
                        throw;
                    }
                    catch (Exception e)
                    {
                        Console.WriteLine(e.Message);
                    }
                }
            }
            """),
        new("AC1204", "a catch without a type", """
            static async Coroutine Work(string[] names)
            {
                foreach (string name in names)
                {
                    try { await SleepMs(1); }
                    catch (TimeoutException) { return; }
                    [|catch|] { }
                }
            }
            """, """
            static async Coroutine Work(string[] names)
            {
                foreach (string name in names)
                {
                    try { await SleepMs(1); }
                    catch (TimeoutException) { return; }
                    catch (CancelledException)
                    {
                        throw;
                    }
                    catch { }
                }
            }
            """),
        new("AC1205", "an event set on a thread", """
            static readonly Event Done = new Event();
            static void Start() => new Thread(() => [|Done.Set()|]).Start();
            """),
        new("AC1205", "a method that a thread runs", """
            static readonly Queue Lines = new Queue();
            static void Start() => new Thread(new ThreadStart(Work)).Start();
            static void Work() => [|Lines.PutNowait("a")|];
            """),
        new("AC1205", "a call in a thread", """
            static async Coroutine Start(Lock gate) => await ToThread(() =>
            {
                [|gate.Release()|];
                return null;
            });
            """),
        new("AC1205", "an interrupt", """
            static async Coroutine Work() => await SleepMs(1);
            static void Start() => System.Net.NetworkInformation.NetworkChange.NetworkAvailabilityChanged += (sender, e) => [|CreateTask(Work())|];
            """),
    ];
}
