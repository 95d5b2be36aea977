using AsyncCore;
using AsyncCore.Net;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;

namespace UnitTests;

[TestClass]
public class NetStreamWriteTests
{
    /// <summary>What a stream buffers for a transport that takes no more.</summary>
    private const int BufferLength = 1460;

    [TestMethod]
    public void S10_24_what_was_written_goes_out_in_the_background()
    {
        VirtualTime.Run(WriteWithoutDrain());
        Trace.Is("write:ok bytes:500");
    }

    [TestMethod]
    public void S10_25_drain_waits_for_the_last_byte()
    {
        VirtualTime.Run(DrainByTwo());
        Trace.Is("a:ok b:ok last:ok");
    }

    [TestMethod]
    public void S10_25_what_is_written_while_another_drains_is_not_lost()
    {
        VirtualTime.Run(WriteWhileDraining());
        Trace.Is("drain:ok write:ok bytes:1500");
    }

    [TestMethod]
    public void S10_25_writes_of_several_tasks_do_not_mix_and_none_is_lost()
    {
        VirtualTime.Run(WriteByFive());
        Trace.Is("pure 20 20 20 20 20");
    }

    [TestMethod]
    public void S10_25_a_drain_that_times_out_loses_nothing()
    {
        VirtualTime.Run(TimeOutDrain());
        Trace.Is("timeout bytes:503");
    }

    [TestMethod]
    public void S10_26_a_write_waits_for_a_slow_receiver_so_that_memory_stays_bounded()
    {
        VirtualTime.Run(WriteToSlowReceiver());
        Trace.Is("full ok:write");
    }

    [TestMethod]
    public void S10_26_the_buffer_is_the_callers_again_after_the_write()
    {
        VirtualTime.Run(ReuseBuffer());
        Trace.Is("'aaaaabbbbb'");
    }

    [TestMethod]
    public void S10_26_a_large_write_arrives_byte_for_byte()
    {
        VirtualTime.Run(WriteMuch());
        Trace.Is("write:ok 20000");
    }

    [TestMethod]
    public void S10_27_a_write_to_an_end_that_has_closed_finds_the_connection_lost()
    {
        VirtualTime.Run(WriteToClosedEnd());
        Trace.Is("write:reset again:reset drain:reset");
    }

    [TestMethod]
    public void S10_27_a_reset_ends_writes_that_wait_and_those_in_line()
    {
        VirtualTime.Run(ResetUnderWriters());
        Trace.Is("first:reset second:reset drain:reset later:reset");
    }

    [TestMethod]
    public void S10_27_a_loss_in_the_background_is_told_at_the_next_write()
    {
        VirtualTime.Run(LoseInTheBackground());
        Trace.Is("write:ok next:reset drain:reset");
    }

    [TestMethod]
    public void S10_28_a_write_after_close_says_so()
    {
        VirtualTime.Run(WriteAfterClose());
        Trace.Is("write:closed drain:closed");
    }

    [TestMethod]
    public void S6_17_cancelling_the_reader_leaves_the_writer_alone()
    {
        VirtualTime.Run(CancelReader());
        Trace.Is("read:cancelled write:ok bytes");
    }

    [TestMethod]
    public void S6_17_cancelling_the_writer_leaves_the_reader_alone()
    {
        VirtualTime.Run(CancelWriter());
        Trace.Is("write:cancelled 'hey'");
    }

    [TestMethod]
    public void S6_17_a_cancelled_writer_lets_the_next_one_write()
    {
        VirtualTime.Run(CancelFirstWriters());
        Trace.Is("b:cancelled a:cancelled c:ok");
    }

    [TestMethod]
    public void S6_17_a_writer_that_is_cancelled_as_its_turn_comes_hands_it_on()
    {
        VirtualTime.Run(CancelAsTurnComes());
        Trace.Is("a:cancelled b:cancelled c:ok");
    }

    [TestMethod]
    public void A_write_of_0_bytes_ends_at_once()
    {
        VirtualTime.Run(WriteNone());
        Trace.Is("write:ok drain:ok @0");
    }

    private static async Coroutine WriteWithoutDrain()
    {
        NetPair.Connect(10);
        await NetPair.Say("write", NetPair.SendZeros(NetPair.Near, 500));
        byte[] all = new byte[500];
        await NetPair.Far.ReadExactly(all, 0, 500);
        Trace.Add("bytes:500");
    }

    private static async Coroutine DrainByTwo()
    {
        NetPair.Connect(10);
        await NetPair.SendZeros(NetPair.Near, 500);
        Task a = CreateTask(NetPair.Say("a", NetPair.Near.Drain()));
        Task b = CreateTask(NetPair.Say("b", NetPair.Near.Drain()));
        await NetPair.Far.ReadExactly(new byte[489], 0, 489);
        await SleepMs(5);
        Trace.Is("");
        await NetPair.Far.ReadExactly(new byte[1], 0, 1);
        await a;
        await b;
        await NetPair.Say("last", NetPair.Near.Drain());
    }

    private static async Coroutine WriteWhileDraining()
    {
        NetPair.Connect(10);
        await NetPair.SendZeros(NetPair.Near, 500);
        Task drainer = CreateTask(NetPair.Say("drain", NetPair.Near.Drain()));
        Task writer = CreateTask(NetPair.Say("write", NetPair.SendZeros(NetPair.Near, 1000)));
        await SleepMs(1);
        await NetPair.Far.ReadExactly(new byte[1500], 0, 1500);
        await drainer;
        await writer;
        Trace.Add("bytes:1500");
    }

    private static async Coroutine WriteByFive()
    {
        NetPair.Connect(50);
        Task[] writers = new Task[5];
        for (int i = 0; i < writers.Length; i++)
        {
            writers[i] = CreateTask(WriteRecords(i));
        }

        int[] counts = new int[5];
        byte[] record = new byte[200];
        bool isPure = true;
        for (int i = 0; i < 100; i++)
        {
            await NetPair.Far.ReadExactly(record, 0, record.Length);
            counts[record[0]]++;
            for (int j = 0; j < record.Length; j++)
            {
                isPure &= record[j] == record[0];
            }
        }

        Trace.Add(isPure ? "pure" : "mixed");
        for (int i = 0; i < writers.Length; i++)
        {
            await writers[i];
            Trace.Add(counts[i].ToString());
        }
    }

    private static async Coroutine WriteRecords(int content)
    {
        byte[] record = new byte[200];
        for (int i = 0; i < record.Length; i++)
        {
            record[i] = (byte)content;
        }

        for (int i = 0; i < 20; i++)
        {
            await NetPair.Near.Write(record, 0, record.Length);
        }
    }

    private static async Coroutine TimeOutDrain()
    {
        NetPair.Connect(10);
        await NetPair.SendZeros(NetPair.Near, 500);
        await NetPair.TimeOut(NetPair.Near.Drain(), 50);
        await NetPair.SendZeros(NetPair.Near, 3);
        NetPair.Near.Close();
        await NetPair.SayBytesToTheEnd(NetPair.Far);
    }

    private static async Coroutine WriteToSlowReceiver()
    {
        NetPair.Connect(10);
        await NetPair.SendZeros(NetPair.Near, BufferLength + 10);
        Task writer = CreateTask(NetPair.SendZeros(NetPair.Near, 1));
        await SleepMs(100);
        Trace.Add(writer.IsDone ? "room" : "full");
        await NetPair.Far.ReadExactly(new byte[1], 0, 1);
        await SleepMs(1);
        Trace.Add(writer.IsDone ? "ok:write" : "stuck");
    }

    private static async Coroutine ReuseBuffer()
    {
        NetPair.Connect(3);
        byte[] buffer = new byte[5];
        await WriteLetter(buffer, 'a');
        await WriteLetter(buffer, 'b');
        await NetPair.SayReadExactly(NetPair.Far, 10);
    }

    private static async Coroutine WriteLetter(byte[] buffer, char letter)
    {
        for (int i = 0; i < buffer.Length; i++)
        {
            buffer[i] = (byte)letter;
        }

        await NetPair.Near.Write(buffer, 0, buffer.Length);
    }

    private static async Coroutine WriteMuch()
    {
        NetPair.Connect(64);
        byte[] sent = new byte[20000];
        for (int i = 0; i < sent.Length; i++)
        {
            sent[i] = (byte)(i * 7);
        }

        Task writer = CreateTask(NetPair.Say("write", NetPair.Near.Write(sent, 0, sent.Length)));
        byte[] buffer = new byte[77];
        int right = 0;
        for (int total = 0; total < sent.Length;)
        {
            int number = await NetPair.Far.Read(buffer, 0, buffer.Length);
            for (int i = 0; i < number; i++)
            {
                right += buffer[i] == sent[total++] ? 1 : 0;
            }
        }

        await writer;
        Trace.Add(right.ToString());
    }

    private static async Coroutine WriteToClosedEnd()
    {
        NetPair.Connect(10);
        NetPair.Far.Close();
        await NetPair.Say("write", NetPair.Send(NetPair.Near, "x"));
        await NetPair.Say("again", NetPair.Send(NetPair.Near, "x"));
        await NetPair.Say("drain", NetPair.Near.Drain());
    }

    private static async Coroutine ResetUnderWriters()
    {
        NetPair.Connect(10);
        Task first = CreateTask(NetPair.Say("first", NetPair.SendZeros(NetPair.Near, 3000)));
        Task second = CreateTask(NetPair.Say("second", NetPair.SendZeros(NetPair.Near, 3)));
        Task drainer = CreateTask(NetPair.Say("drain", NetPair.Near.Drain()));
        await SleepMs(5);
        NetPair.Transport.Reset();
        await first;
        await second;
        await drainer;
        await NetPair.Say("later", NetPair.Send(NetPair.Near, "x"));
    }

    private static async Coroutine LoseInTheBackground()
    {
        NetPair.Connect(10);
        await NetPair.Say("write", NetPair.SendZeros(NetPair.Near, 100));
        NetPair.Transport.Reset();
        await NetPair.Say("next", NetPair.Send(NetPair.Near, "x"));
        await NetPair.Say("drain", NetPair.Near.Drain());
    }

    private static async Coroutine WriteAfterClose()
    {
        NetPair.Connect(10);
        NetPair.Near.Close();
        await NetPair.Say("write", NetPair.Send(NetPair.Near, "x"));
        await NetPair.Say("drain", NetPair.Near.Drain());
    }

    private static async Coroutine CancelReader()
    {
        NetPair.Connect(10);
        Task reader = CreateTask(NetPair.Say("read", NetPair.Near.Read(new byte[10], 0, 10)));
        Task writer = CreateTask(NetPair.Say("write", NetPair.SendZeros(NetPair.Near, 2000)));
        await SleepMs(5);
        reader.Cancel();
        await SleepMs(5);
        await NetPair.Far.ReadExactly(new byte[2000], 0, 2000);
        await writer;
        Trace.Add("bytes");
    }

    private static async Coroutine CancelWriter()
    {
        NetPair.Connect(10);
        Task reader = CreateTask(NetPair.SayRead(NetPair.Near, 10));
        Task writer = CreateTask(NetPair.Say("write", NetPair.SendZeros(NetPair.Near, 2000)));
        await SleepMs(5);
        writer.Cancel();
        await SleepMs(5);
        await NetPair.Send(NetPair.Far, "hey");
        await reader;
    }

    private static async Coroutine CancelFirstWriters()
    {
        NetPair.Connect(10);
        Task a = CreateTask(NetPair.Say("a", NetPair.SendZeros(NetPair.Near, 2000)));
        Task b = CreateTask(NetPair.Say("b", NetPair.SendZeros(NetPair.Near, 3)));
        _ = CreateTask(NetPair.Say("c", NetPair.SendZeros(NetPair.Near, 3)));
        await SleepMs(1);
        b.Cancel();
        a.Cancel();
        await SleepMs(1);
    }

    private static async Coroutine CancelAsTurnComes()
    {
        NetPair.Connect(10);
        Task a = CreateTask(NetPair.Say("a", NetPair.SendZeros(NetPair.Near, 2000)));
        Task b = CreateTask(NetPair.Say("b", NetPair.SendZeros(NetPair.Near, 3)));
        _ = CreateTask(NetPair.Say("c", NetPair.SendZeros(NetPair.Near, 3)));
        await SleepMs(1);
        _ = CreateTask(CancelInTurn(a, b));
        await SleepMs(2);
    }

    private static async Coroutine CancelInTurn(Task a, Task b)
    {
        a.Cancel();
        await SleepMs(0);
        b.Cancel();
    }

    private static async Coroutine WriteNone()
    {
        NetPair.Connect(10);
        await NetPair.Say("write", NetPair.SendZeros(NetPair.Near, 0));
        await NetPair.Say("drain", NetPair.Near.Drain());
        Trace.AddWithTime("");
    }
}
