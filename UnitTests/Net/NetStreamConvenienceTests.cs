using System;
using AsyncCore;
using AsyncCore.Net;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;

namespace UnitTests;

/// <summary>What makes streams pleasant: all of it, lines one by one, records with longer separators, text.</summary>
[TestClass]
public class NetStreamConvenienceTests
{
    [TestMethod]
    public void S10_11_a_read_to_the_end_takes_everything()
    {
        VirtualTime.Run(ReadAll());
        Trace.Is("300 0");
    }

    [TestMethod]
    public void S10_11_a_read_to_the_end_is_bounded_and_loses_nothing()
    {
        VirtualTime.Run(ReadTooMuch());
        Trace.Is("limit:5 'abcdef' just: 'vwxyz'");
    }

    [TestMethod]
    public void S10_16_a_separator_may_have_several_bytes_and_come_in_pieces()
    {
        VirtualTime.Run(ReadLongSeparators());
        Trace.Is("'a\r\n' 'b\rc\n\r\n' '\r\r\n' limit:4 'dddd\r\n' only:'e\r'/0");
    }

    [TestMethod]
    public void S10_16_await_foreach_takes_the_lines_up_to_the_end()
    {
        VirtualTime.Run(IterateOverLines());
        Trace.Is("one two three end");
    }

    [TestMethod]
    public void S10_16_leaving_the_loop_over_lines_leaves_the_rest()
    {
        VirtualTime.Run(LeaveLoopOverLines());
        Trace.Is("one 'two$'");
    }

    [TestMethod]
    public void S10_15_the_limit_of_lines_can_be_set()
    {
        VirtualTime.Run(SetLineLimit());
        Trace.Is("1024 limit:3 limit:3 'abcdef$' range range");
    }

    [TestMethod]
    public void S10_17_a_read_to_the_end_that_times_out_keeps_what_had_come()
    {
        VirtualTime.Run(TimeOutReadToEnd());
        Trace.Is("timeout 'abc'");
    }

    [TestMethod]
    public void S10_31_writelines_does_not_mix_with_other_writers()
    {
        VirtualTime.Run(WriteAllByTwo());
        Trace.Is("aaaabbbbcccc 12345");
    }

    [TestMethod]
    public void S10_31_a_writelines_that_is_cancelled_in_line_lets_the_next_one_write()
    {
        VirtualTime.Run(CancelWriteAll());
        Trace.Is("second:cancelled first:cancelled third:ok");
    }

    [TestMethod]
    public void S10_21_one_task_reads_while_another_writes()
    {
        VirtualTime.Run(ReadAndWrite());
        Trace.Is("'there' 'back'");
    }

    [TestMethod]
    public void S10_26_a_write_through_ends_when_the_transport_has_taken_all()
    {
        VirtualTime.Run(WriteThrough());
        Trace.Is("waits unsent:0 ok");
    }

    [TestMethod]
    public void S10_26_a_write_through_comes_after_what_is_buffered()
    {
        VirtualTime.Run(WriteThroughAfterBuffered());
        Trace.Is("'bufferedthrough'");
    }

    [TestMethod]
    public void S10_26_the_size_of_the_send_buffer_can_be_set()
    {
        VirtualTime.Run(SetSendBuffer());
        Trace.Is("1460 0 waits 20 done unsent:20 range");
    }

    [TestMethod]
    public void S10_33_both_ends_have_names()
    {
        NetPair.Connect(1);
        Assert.AreEqual("memory memory", NetPair.Near.Peer + " " + NetPair.Near.Local);
    }

    [TestMethod]
    public void Text_is_written_as_utf_8()
    {
        VirtualTime.Run(WriteText());
        Trace.Is("3 195 164");
    }

    [TestMethod]
    public void Await_using_closes_the_stream_after_what_was_written()
    {
        VirtualTime.Run(UseStream());
        Trace.Is("'bye' closing");
    }

    private static async Coroutine ReadAll()
    {
        NetPair.Connect(70);
        Task writer = CreateTask(NetPair.SendZeros(NetPair.Near, 300));
        Task closer = CreateTask(CloseSoon(NetPair.Near));
        Trace.Add((await NetPair.Far.ReadToEnd(300)).Length.ToString());
        Trace.Add((await NetPair.Far.ReadToEnd(300)).Length.ToString());
        await writer;
        await closer;
    }

    private static async Coroutine CloseSoon(Stream stream)
    {
        await SleepMs(1);
        stream.Close();
    }

    private static async Coroutine ReadTooMuch()
    {
        NetPair.Connect(100);
        await NetPair.Near.Write("abcdef");
        await SayReadToEnd(NetPair.Far, 5);
        await NetPair.SayRead(NetPair.Far, 100);
        await NetPair.Near.Write("vwxyz");
        NetPair.Near.Close();
        Trace.Add("just:");
        await SayReadToEnd(NetPair.Far, 5);
    }

    private static async Coroutine SayReadToEnd(Stream stream, int limit)
    {
        try
        {
            byte[] all = await stream.ReadToEnd(limit);
            Trace.Add("'" + NetPair.Text(all, all.Length) + "'");
        }
        catch (LimitOverrunException exception)
        {
            Trace.Add("limit:" + exception.Limit);
        }
    }

    private static async Coroutine ReadLongSeparators()
    {
        NetPair.Connect(1);
        Task writer = CreateTask(NetPair.Near.Write("a\r\nb\rc\n\r\n\r\r\ndddd\r\ne\r"));
        await SayReadUntil("\r\n", 100);
        await SayReadUntil("\r\n", 100);
        await SayReadUntil("\r\n", 100);
        await SayReadUntil("\r\n", 4);
        await SayReadUntil("\r\n", 6);
        await writer;
        NetPair.Near.Close();
        await SayReadUntil("\r\n", 100);
    }

    private static async Coroutine SayReadUntil(string separator, int limit)
    {
        try
        {
            byte[] bytes = await NetPair.Far.ReadUntil(Bytes(separator), limit);
            Trace.Add("'" + NetPair.Text(bytes, bytes.Length) + "'");
        }
        catch (Exception exception) when (exception is not CancelledException)
        {
            Trace.Add(NetPair.Word(exception));
        }
    }

    private static byte[] Bytes(string text)
    {
        byte[] bytes = new byte[text.Length];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)text[i];
        }

        return bytes;
    }

    private static async Coroutine IterateOverLines()
    {
        NetPair.Connect(4);
        Task writer = CreateTask(NetPair.Near.Write("one\ntwo\nthree"));
        Task closer = CreateTask(CloseSoon(NetPair.Near));
        await foreach (string line in NetPair.Far.ReadLines(20))
        {
            Trace.Add(line.TrimEnd('\n'));
        }

        Trace.Add("end");
        await writer;
        await closer;
    }

    private static async Coroutine LeaveLoopOverLines()
    {
        NetPair.Connect(100);
        await NetPair.Near.Write("one\ntwo\n");
        await foreach (string line in NetPair.Far.ReadLines())
        {
            Trace.Add(line.TrimEnd('\n'));
            break;
        }

        await NetPair.SayReadLine(NetPair.Far, 100);
    }

    private static async Coroutine SetLineLimit()
    {
        NetPair.Connect(100);
        Trace.Add(NetPair.Far.LineLimit.ToString());
        NetPair.Far.LineLimit = 3;
        await NetPair.Near.Write("abcdef\n");
        await SayWord(NetPair.Far.ReadLine());
        await SayWord(NetPair.Far.ReadUntil((byte)';'));
        await NetPair.SayReadLine(NetPair.Far, 100);
        await NetPair.SayReadLine(NetPair.Far, 0);
        try
        {
            NetPair.Far.LineLimit = 0;
        }
        catch (ArgumentOutOfRangeException)
        {
            Trace.Add("range");
        }
    }

    private static async Coroutine SayWord(Coroutine work)
    {
        try
        {
            await work;
            Trace.Add("ok");
        }
        catch (Exception exception) when (exception is not CancelledException)
        {
            Trace.Add(NetPair.Word(exception));
        }
    }

    private static async Coroutine TimeOutReadToEnd()
    {
        NetPair.Connect(100);
        await NetPair.Near.Write("abc");
        await NetPair.TimeOut(NetPair.Far.ReadToEnd(50), 20);
        await NetPair.SayRead(NetPair.Far, 50);
    }

    private static async Coroutine WriteAllByTwo()
    {
        NetPair.Connect(3);
        NetPair.Near.SendBufferSize = 2;
        Task first = CreateTask(NetPair.Near.WriteAll(Bytes("aaaa"), Bytes("bbbb"), Bytes("cccc")));
        Task second = CreateTask(NetPair.Near.WriteAll(Bytes("12"), new byte[0], Bytes("345")));
        byte[] all = new byte[17];
        await NetPair.Far.ReadExactly(all, 0, all.Length);
        string text = NetPair.Text(all, all.Length);
        Trace.Add(text.Substring(0, 12));
        Trace.Add(text.Substring(12));
        await first;
        await second;
    }

    private static async Coroutine CancelWriteAll()
    {
        NetPair.Connect(10);
        Task first = CreateTask(NetPair.Say("first", NetPair.Near.WriteAll(new byte[1000], new byte[1000])));
        Task second = CreateTask(NetPair.Say("second", NetPair.Near.WriteAll(new byte[3])));
        Task third = CreateTask(NetPair.Say("third", NetPair.Near.WriteAll(new byte[3])));
        await SleepMs(1);
        second.Cancel();
        first.Cancel();
        await SleepMs(1);
        await third;
    }

    private static async Coroutine ReadAndWrite()
    {
        NetPair.Connect(2);
        Task reader = CreateTask(NetPair.SayReadExactly(NetPair.Near, 4));
        Task writer = CreateTask(NetPair.Near.WriteThrough(Bytes("there"), 0, 5));
        await SleepMs(1);
        await NetPair.SayReadExactly(NetPair.Far, 5);
        await writer;
        await NetPair.Far.Write("back");
        await reader;
    }

    private static async Coroutine WriteThrough()
    {
        NetPair.Connect(10);
        Task writer = CreateTask(NetPair.Near.WriteThrough(new byte[25], 0, 25));
        await SleepMs(1);
        Trace.Add(writer.IsDone ? "ended" : "waits");
        Trace.Add("unsent:" + NetPair.Near.UnsentCount);
        await NetPair.Far.ReadExactly(new byte[15], 0, 15);
        await SleepMs(1);
        Trace.Add(writer.IsDone ? "ok" : "stuck");
    }

    private static async Coroutine WriteThroughAfterBuffered()
    {
        NetPair.Connect(3);
        await NetPair.Near.Write("buffered");
        Task writer = CreateTask(NetPair.Near.WriteThrough(Bytes("through"), 0, 7));
        await NetPair.SayReadExactly(NetPair.Far, 15);
        await writer;
    }

    private static async Coroutine SetSendBuffer()
    {
        NetPair.Connect(10);
        Trace.Add(NetPair.Near.SendBufferSize.ToString());
        NetPair.Near.SendBufferSize = 0;
        Trace.Add(NetPair.Near.SendBufferSize.ToString());
        Task writer = CreateTask(NetPair.SendZeros(NetPair.Near, 11));
        await SleepMs(1);
        Trace.Add(writer.IsDone ? "ended" : "waits");
        NetPair.Near.SendBufferSize = 20;
        Trace.Add(NetPair.Near.SendBufferSize.ToString());
        await NetPair.Far.ReadExactly(new byte[10], 0, 10);
        await writer;
        await NetPair.SendZeros(NetPair.Near, 29);
        Trace.Add("done unsent:" + NetPair.Near.UnsentCount);
        try
        {
            NetPair.Near.SendBufferSize = -1;
        }
        catch (ArgumentOutOfRangeException)
        {
            Trace.Add("range");
        }
    }

    private static async Coroutine WriteText()
    {
        NetPair.Connect(10);
        await NetPair.Near.Write("\u00e4!");
        byte[] bytes = new byte[10];
        Trace.Add((await NetPair.Far.Read(bytes, 0, 10)).ToString());
        Trace.Add(bytes[0].ToString());
        Trace.Add(bytes[1].ToString());
    }

    private static async Coroutine UseStream()
    {
        NetPair.Connect(2);
        Task reader = CreateTask(NetPair.SayReadExactly(NetPair.Far, 3));
        await using (Stream stream = NetPair.Near)
        {
            await stream.Write("bye");
        }

        await reader;
        Trace.Add(NetPair.Near.IsClosing && NetPair.Transport.IsClosed ? "closing" : "open");
    }
}
