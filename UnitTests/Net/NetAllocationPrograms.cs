using AsyncCore;
using AsyncCore.Net;
using static AsyncCore.Asyncio;

namespace UnitTests;

/// <summary>
/// What streams must not allocate in the steady state, as programs of any length: who measures them compares a long run with a short one.
/// </summary>
public static class NetAllocationPrograms
{
    private const int RecordLength = 64;
    private const int LimitMs = 1000;

    /// <summary>A request and its answer again and again.</summary>
    public static void Echo(int turns) => Run(EchoRecords(turns), new AutojumpClock());

    /// <summary>The same with a limit to every read and write.</summary>
    public static void EchoWithLimits(int turns) => Run(EchoRecordsWithLimits(turns), new AutojumpClock());

    /// <summary>Writes to a receiver that is slower, and drains.</summary>
    public static void SlowReceiver(int turns) => Run(WriteToSlowReceiver(turns), new AutojumpClock());

    /// <summary>Three tasks that write to the same stream.</summary>
    public static void WriteByThree(int turns) => Run(WriteInThree(turns), new AutojumpClock());

    /// <summary>Reads that find nothing there and have to wait each time.</summary>
    public static void WaitForEachRecord(int turns) => Run(ReadSlowRecords(turns), new AutojumpClock());

    private static async Coroutine EchoRecords(int turns)
    {
        NetPair.Connect(2000);
        Task echo = CreateTask(EchoBack(NetPair.Far));
        byte[] record = new byte[RecordLength];
        for (int i = 0; i < turns; i++)
        {
            await NetPair.Near.Write(record, 0, RecordLength);
            await NetPair.Near.ReadExactly(record, 0, RecordLength);
        }

        echo.Cancel();
    }

    private static async Coroutine EchoBack(Stream stream)
    {
        byte[] buffer = new byte[RecordLength];
        int count;
        while ((count = await stream.Read(buffer, 0, RecordLength)) > 0)
        {
            await stream.Write(buffer, 0, count);
        }
    }

    private static async Coroutine EchoRecordsWithLimits(int turns)
    {
        NetPair.Connect(2000);
        Task echo = CreateTask(EchoBackWithLimits(NetPair.Far));
        byte[] record = new byte[RecordLength];
        for (int i = 0; i < turns; i++)
        {
            await WaitForMs(NetPair.Near.Write(record, 0, RecordLength), LimitMs);
            await WaitForMs(NetPair.Near.ReadExactly(record, 0, RecordLength), LimitMs);
        }

        echo.Cancel();
    }

    private static async Coroutine EchoBackWithLimits(Stream stream)
    {
        byte[] buffer = new byte[RecordLength];
        int count;
        while ((count = await WaitForMs(stream.Read(buffer, 0, RecordLength), LimitMs)) > 0)
        {
            await WaitForMs(stream.Write(buffer, 0, count), LimitMs);
        }
    }

    private static async Coroutine WriteToSlowReceiver(int turns)
    {
        NetPair.Connect(50);
        Task sink = CreateTask(Swallow(NetPair.Far));
        byte[] record = new byte[RecordLength];
        for (int i = 0; i < turns; i++)
        {
            await NetPair.Near.Write(record, 0, RecordLength);
            await NetPair.Near.Drain();
        }

        sink.Cancel();
    }

    private static async Coroutine Swallow(Stream stream)
    {
        byte[] buffer = new byte[RecordLength];
        while (await stream.Read(buffer, 0, RecordLength) > 0)
        {
            await SleepMs(1);
        }
    }

    private static async Coroutine WriteInThree(int turns)
    {
        NetPair.Connect(50);
        Task sink = CreateTask(Swallow(NetPair.Far));
        await Gather(WriteOften(turns), WriteOften(turns), WriteOften(turns));
        sink.Cancel();
    }

    private static async Coroutine WriteOften(int turns)
    {
        byte[] record = new byte[RecordLength];
        for (int i = 0; i < turns; i++)
        {
            await NetPair.Near.Write(record, 0, RecordLength);
        }
    }

    private static async Coroutine ReadSlowRecords(int turns)
    {
        NetPair.Connect(2000);
        Task source = CreateTask(WriteSlowly(turns));
        byte[] record = new byte[RecordLength];
        for (int i = 0; i < turns; i++)
        {
            await NetPair.Far.ReadExactly(record, 0, RecordLength);
        }

        await source;
    }

    private static async Coroutine WriteSlowly(int turns)
    {
        byte[] half = new byte[RecordLength / 2];
        for (int i = 0; i < 2 * turns; i++)
        {
            await SleepMs(1);
            await NetPair.Near.Write(half, 0, half.Length);
        }
    }
}
