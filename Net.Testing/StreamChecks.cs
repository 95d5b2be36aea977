using System;

namespace AsyncCore.Net.Testing;

/// <summary>What a stream must keep, whatever it stands on.</summary>
internal static class StreamChecks
{
    private const int MuchLength = 40000;

    internal static async Coroutine MuchBothWays(Transport near, Transport far)
    {
        Stream a = new Stream(near);
        Stream b = new Stream(far);
        await Asyncio.Gather(SendMuch(a, 1), ReceiveMuch(b, 1), SendMuch(b, 2), ReceiveMuch(a, 2));
    }

    internal static async Coroutine CancelledReads(Transport near, Transport far)
    {
        Stream a = new Stream(near);
        Stream b = new Stream(far);
        Task writer = Asyncio.CreateTask(SendDrop(a));
        byte[] record = new byte[10];
        bool isRead = false;
        for (int attempts = 0; !isRead; attempts++)
        {
            ConformanceException.Unless(attempts < 100, "The record is to arrive");
            try
            {
                await Asyncio.WaitForMs(b.ReadExactly(record, 0, record.Length), 5);
                isRead = true;
            }
            catch (TimeoutException)
            {
                // What has come is still there for the next one.
            }
        }

        await writer;
        for (int i = 0; i < record.Length; i++)
        {
            ConformanceException.Unless(record[i] == i, "Byte " + i + " is to be " + i + ", not " + record[i]);
        }
    }

    internal static async Coroutine Lines(Transport near, Transport far)
    {
        Stream a = new Stream(near);
        Stream b = new Stream(far);
        await a.Write("one\ntwo");
        ConformanceException.Unless(await b.ReadLine(10) == "one\n", "The first line is to arrive");
        a.Close();
        ConformanceException.Unless(await b.ReadLine(10) == "two", "The rest is to arrive");
        ConformanceException.Unless(await b.ReadLine(10) == null, "The end is to be null");
    }

    internal static async Coroutine SecondReader(Transport near, Transport far)
    {
        Stream b = new Stream(far);
        Task<int> reader = Asyncio.CreateTask(b.Read(new byte[1], 0, 1));
        await Asyncio.SleepMs(1);
        bool isRefused = false;
        try
        {
            await b.Read(new byte[1], 0, 1);
        }
        catch (InvalidOperationException)
        {
            isRefused = true;
        }

        ConformanceException.Unless(isRefused, "A second reader is to get an InvalidOperationException");
        await new Stream(near).Write("x");
        ConformanceException.Unless(await reader == 1, "The first reader is to get its byte");
    }

    internal static async Coroutine ManyWriters(Transport near, Transport far)
    {
        const int Writers = 3;
        const int Records = 20;
        Stream a = new Stream(near);
        Stream b = new Stream(far);
        for (int i = 0; i < Writers; i++)
        {
            _ = Asyncio.CreateTask(SendRecords(a, (byte)i, Records));
        }

        byte[] record = new byte[100];
        for (int i = 0; i < Writers * Records; i++)
        {
            await b.ReadExactly(record, 0, record.Length);
            for (int j = 1; j < record.Length; j++)
            {
                ConformanceException.Unless(record[j] == record[0], "Writes are not to mix");
            }
        }
    }

    internal static async Coroutine SlowReader(Transport near, Transport far)
    {
        Stream a = new Stream(near);
        Stream b = new Stream(far);
        Task writer = Asyncio.CreateTask(SendForEver(a));
        int unsent = -1;
        for (int same = 0; same < 3;)
        {
            await Asyncio.SleepMs(20);
            same = a.UnsentCount > 0 && a.UnsentCount == unsent ? same + 1 : 0;
            unsent = a.UnsentCount;
        }

        ConformanceException.Unless(unsent <= a.SendBufferSize, "The buffer is to be bounded");
        writer.Cancel();
        await b.Read(new byte[100], 0, 100);
        a.Abort();
    }

    internal static async Coroutine CloseFlushes(Transport near, Transport far)
    {
        Stream a = new Stream(near);
        Stream b = new Stream(far);
        byte[] bytes = new byte[1000];
        bytes[999] = 1;
        await a.Write(bytes);
        a.Close();
        byte[] all = await b.ReadToEnd(2000);
        ConformanceException.Unless(all.Length == 1000 && all[999] == 1, "1000 bytes are to arrive, not " + all.Length);
        await a.WaitClosed();
    }

    internal static async Coroutine CloseUnderReader(Transport near, Transport far)
    {
        Stream a = new Stream(near);
        Task reader = Asyncio.CreateTask(a.Read(new byte[1], 0, 1));
        await Asyncio.SleepMs(1);
        a.Close();
        bool isTold = false;
        try
        {
            await reader;
        }
        catch (ObjectDisposedException)
        {
            isTold = true;
        }

        ConformanceException.Unless(isTold, "The reader is to get an ObjectDisposedException");
    }

    internal static async Coroutine CancelledWriter(Transport near, Transport far)
    {
        Stream a = new Stream(near);
        Stream b = new Stream(far);
        Task writer = Asyncio.CreateTask(SendForEver(a));
        await Asyncio.SleepMs(20);
        Task next = Asyncio.CreateTask(a.Write("x"));
        await Asyncio.SleepMs(1);
        writer.Cancel();
        byte[] buffer = new byte[4096];
        bool hasCome = false;
        while (!hasCome)
        {
            int got = await b.Read(buffer, 0, buffer.Length);
            ConformanceException.Unless(got > 0, "The next writer's byte is to arrive");
            for (int i = 0; i < got; i++)
            {
                hasCome |= buffer[i] == (byte)'x';
            }
        }

        await next;
    }

    private static async Coroutine SendMuch(Stream stream, int seed)
    {
        byte[] buffer = new byte[3000];
        int random = seed;
        for (int sent = 0; sent < MuchLength;)
        {
            random = Next(random);
            int count = 1 + ((random & 0xFFFF) % buffer.Length);
            count = count < MuchLength - sent ? count : MuchLength - sent;
            for (int i = 0; i < count; i++)
            {
                buffer[i] = Expected(sent + i, seed);
            }

            await stream.Write(buffer, 0, count);
            sent += count;
        }

        await stream.Drain();
    }

    private static async Coroutine ReceiveMuch(Stream stream, int seed)
    {
        byte[] buffer = new byte[3000];
        int random = seed + 100;
        for (int received = 0; received < MuchLength;)
        {
            random = Next(random);
            int got = await stream.Read(buffer, 0, 1 + ((random & 0xFFFF) % buffer.Length));
            ConformanceException.Unless(got > 0, "The stream is not to end early");
            for (int i = 0; i < got; i++)
            {
                ConformanceException.Unless(buffer[i] == Expected(received + i, seed), "Byte " + (received + i) + " is wrong");
            }

            received += got;
        }
    }

    private static byte Expected(int position, int seed) => (byte)((position * 31) + (position >> 8) + seed);

    private static int Next(int random) => (random * 1103515245) + 12345;

    /// <summary>Sends ten bytes, one every now and then.</summary>
    private static async Coroutine SendDrop(Stream stream)
    {
        byte[] one = new byte[1];
        for (int i = 0; i < 10; i++)
        {
            one[0] = (byte)i;
            await stream.Write(one);
            await Asyncio.SleepMs(3);
        }
    }

    private static async Coroutine SendRecords(Stream stream, byte content, int number)
    {
        byte[] record = new byte[100];
        for (int i = 0; i < record.Length; i++)
        {
            record[i] = content;
        }

        for (int i = 0; i < number; i++)
        {
            await stream.Write(record);
        }
    }

    private static async Coroutine SendForEver(Stream stream)
    {
        byte[] zeros = new byte[1000];
        while (true)
        {
            await stream.Write(zeros);
        }
    }
}
