using System;
using AsyncCore;
using AsyncCore.Net;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;

namespace UnitTests;

[TestClass]
public class NetStreamReadTests
{
    private static readonly char[] Letters = { 'a', 'b', 'c', 'd', 'e', 'f' };

    [TestMethod]
    public void S10_10_read_takes_what_is_there_up_to_the_count()
    {
        VirtualTime.Run(ReadWhatIsThere());
        Trace.Is("'hello' 'wor' 'ld'");
    }

    [TestMethod]
    public void S10_10_read_waits_for_the_first_byte()
    {
        VirtualTime.Run(ReadBeforeWrite());
        Trace.Is("'x' sent@20 read@20");
    }

    [TestMethod]
    public void S10_10_read_returns_0_at_the_end_again_and_again()
    {
        VirtualTime.Run(ReadAtTheEnd());
        Trace.Is("'last' '' '' ''");
    }

    [TestMethod]
    public void S10_12_a_read_of_0_bytes_returns_0_at_once()
    {
        VirtualTime.Run(ReadNone());
        Trace.Is("'' exactly:ok @0");
    }

    [TestMethod]
    public void S10_13_readexactly_gathers_pieces()
    {
        VirtualTime.Run(ReadExactlyInPieces());
        Trace.Is("'0123456789' write:ok");
    }

    [TestMethod]
    public void S10_13_an_early_end_tells_what_had_come()
    {
        VirtualTime.Run(ReadExactlyTooMuch());
        Trace.Is("only:'abc'/5 ''");
    }

    [TestMethod]
    public void S10_13_a_range_outside_the_buffer_throws_at_once()
    {
        VirtualTime.Run(ReadOutsideTheBuffer());
        Trace.Is("range range range null");
    }

    [TestMethod]
    public void S10_14_only_a_newline_ends_a_line_and_it_is_part_of_it()
    {
        VirtualTime.Run(ReadLines());
        Trace.Is("'one$' 'two\r$' '$' timeout 'last line' null null");
    }

    [TestMethod]
    public void S10_14_a_line_longer_than_the_transport_comes_whole()
    {
        VirtualTime.Run(ReadLongLine());
        Trace.Is("write:ok 301");
    }

    [TestMethod]
    public void S10_14_a_line_is_utf_8()
    {
        VirtualTime.Run(ReadUtf8Line());
        Trace.Is("2 228");
    }

    [TestMethod]
    public void S10_15_a_line_beyond_the_limit_is_refused_and_nothing_is_lost()
    {
        VirtualTime.Run(ReadBeyondTheLimit());
        Trace.Is("limit:8 '01234567' '89abcdef$' 'xy$'");
    }

    [TestMethod]
    public void S10_15_the_limit_counts_the_end_of_the_line()
    {
        VirtualTime.Run(ReadAtTheLimit());
        Trace.Is("'xy$' 'xy$' limit:2 'xy$'");
    }

    [TestMethod]
    public void S10_15_without_a_limit_of_its_own_a_line_has_1024_bytes_at_most()
    {
        VirtualTime.Run(FloodWithoutNewline());
        Trace.Is("limit:1024 '0'");
    }

    [TestMethod]
    public void S10_16_readuntil_stops_at_its_separator()
    {
        VirtualTime.Run(ReadRecords());
        Trace.Is("'a;' 'bb;' limit:3 'dddd;' only:'c'/0 only:''/0");
    }

    [TestMethod]
    public void S10_17_a_readexactly_that_times_out_keeps_what_had_come()
    {
        VirtualTime.Run(TimeOutReadExactly());
        Trace.Is("timeout 'abcdef$' timeout timeout '123'");
    }

    [TestMethod]
    public void S10_17_a_readline_that_times_out_keeps_what_had_come()
    {
        VirtualTime.Run(TimeOutReadLine());
        Trace.Is("timeout timeout 'abcdef$'");
    }

    [TestMethod]
    public void S10_17_a_long_readexactly_that_is_cancelled_keeps_everything()
    {
        VirtualTime.Run(CancelLongRead());
        Trace.Is("timeout write:ok 1000");
    }

    [TestMethod]
    public void S10_17_a_read_is_cancelled_at_every_moment_and_no_byte_is_lost()
    {
        VirtualTime.Run(CancelAtEveryMoment());
        Trace.Is("write:ok abcdefabcdefabcdefabcdefabcdef");
    }

    [TestMethod]
    public void S10_18_a_read_that_times_out_loses_nothing()
    {
        VirtualTime.Run(TimeOutRead());
        Trace.Is("timeout 'z'");
    }

    [TestMethod]
    public void S10_18_a_byte_that_comes_as_the_limit_is_reached_is_not_lost()
    {
        VirtualTime.Run(TimeOutAsByteComes());
        Trace.Is("x");
    }

    [TestMethod]
    public void S10_19_a_reset_ends_reads_now_and_later()
    {
        VirtualTime.Run(ReadFromReset());
        Trace.Is("reset reset reset reset reset");
    }

    [TestMethod]
    public void S10_19_what_was_read_before_a_reset_is_not_lost()
    {
        VirtualTime.Run(ResetWithinRead());
        Trace.Is("reset 'abc' reset");
    }

    [TestMethod]
    public void S10_20_a_second_reader_is_refused_and_the_first_reads_on()
    {
        VirtualTime.Run(ReadByTwo());
        Trace.Is("misuse misuse misuse misuse 'hey'");
    }

    [TestMethod]
    public void S10_20_the_refusal_names_the_first_reader()
    {
        VirtualTime.Run(NameFirstReader());
        Trace.Is("Task listener is reading from this stream already, and it serves one reader. Let that task hand on what it reads.");
    }

    [TestMethod]
    public void S10_20_after_a_reader_has_gone_another_may_come()
    {
        VirtualTime.Run(ReadByTurns());
        Trace.Is("'hey'");
    }

    [TestMethod]
    public void S14_1_a_flood_lets_others_have_their_turns()
    {
        VirtualTime.Run(Flood());
        Trace.Is("50 turns");
    }

    [TestMethod]
    public void S14_3_a_flood_does_not_hold_up_a_sleeper()
    {
        VirtualTime.Run(FloodBesideASleeper());
        Trace.Is("in time");
    }

    [TestMethod]
    public void Who_reads_alone_need_not_let_others_have_their_turns_but_the_outside_is_looked_at_all_the_same()
    {
        VirtualTime.Run(ReadAlone());
        Trace.Is("20 reads, 4 looks");
    }

    [TestMethod]
    public void A_read_can_be_a_task_and_keeps_its_result()
    {
        VirtualTime.Run(ReadAsTask());
        Trace.Is("3 4 3");
    }

    [TestMethod]
    public void Several_reads_can_be_made_before_the_first_is_awaited()
    {
        VirtualTime.Run(MakeReadsFirst());
        Trace.Is("ab cd");
    }

    private static async Coroutine ReadWhatIsThere()
    {
        NetPair.Connect(100);
        await NetPair.Send(NetPair.Near, "hello");
        await NetPair.SayRead(NetPair.Far, 50);
        await NetPair.Send(NetPair.Near, "world");
        await NetPair.SayRead(NetPair.Far, 3);
        await NetPair.SayRead(NetPair.Far, 3);
    }

    private static async Coroutine ReadBeforeWrite()
    {
        NetPair.Connect(100);
        Task reader = CreateTask(NetPair.SayRead(NetPair.Far, 50));
        await SleepMs(20);
        await NetPair.Send(NetPair.Near, "x");
        Trace.AddWithTime("sent");
        await reader;
        Trace.AddWithTime("read");
    }

    private static async Coroutine ReadAtTheEnd()
    {
        NetPair.Connect(100);
        await NetPair.Send(NetPair.Near, "last");
        NetPair.Near.Close();
        for (int i = 0; i < 4; i++)
        {
            await NetPair.SayRead(NetPair.Far, 50);
        }
    }

    private static async Coroutine ReadNone()
    {
        NetPair.Connect(100);
        await NetPair.SayRead(NetPair.Far, 0);
        await NetPair.Say("exactly", NetPair.Far.ReadExactly(new byte[0], 0, 0));
        Trace.AddWithTime("");
    }

    private static async Coroutine ReadExactlyInPieces()
    {
        NetPair.Connect(4);
        Task writer = CreateTask(NetPair.Say("write", NetPair.Send(NetPair.Near, "0123456789")));
        await NetPair.SayReadExactly(NetPair.Far, 10);
        await writer;
    }

    private static async Coroutine ReadExactlyTooMuch()
    {
        NetPair.Connect(100);
        await NetPair.Send(NetPair.Near, "abc");
        NetPair.Near.Close();
        await NetPair.SayReadExactly(NetPair.Far, 5);
        await NetPair.SayRead(NetPair.Far, 5);
    }

    private static async Coroutine ReadOutsideTheBuffer()
    {
        NetPair.Connect(100);
        TryRange(10, 5, 6);
        TryRange(10, -1, 5);
        TryRange(10, 5, -1);
        try
        {
#pragma warning disable AC1201 // It throws before there is anything to await.
            _ = NetPair.Far.Read(null, 0, 1);
#pragma warning restore AC1201
        }
        catch (ArgumentNullException)
        {
            Trace.Add("null");
        }
    }

    private static void TryRange(int length, int offset, int count)
    {
        try
        {
#pragma warning disable AC1201 // It throws before there is anything to await.
            _ = NetPair.Far.Read(new byte[length], offset, count);
#pragma warning restore AC1201
        }
        catch (ArgumentOutOfRangeException)
        {
            Trace.Add("range");
        }
    }

    private static async Coroutine ReadLines()
    {
        NetPair.Connect(1000);
        await NetPair.Send(NetPair.Near, "one\ntwo\r\n\nlast");
        await NetPair.SayReadLine(NetPair.Far, 100);
        await NetPair.SayReadLine(NetPair.Far, 100);
        await NetPair.SayReadLine(NetPair.Far, 100);
        await NetPair.TimeOut(NetPair.SayReadLine(NetPair.Far, 100), 50);
        await NetPair.Send(NetPair.Near, " line");
        NetPair.Near.Close();
        await NetPair.SayReadLine(NetPair.Far, 100);
        await NetPair.SayReadLine(NetPair.Far, 100);
        await NetPair.SayReadLine(NetPair.Far, 100);
    }

    private static async Coroutine ReadLongLine()
    {
        NetPair.Connect(10);
        string line = "";
        for (int i = 0; i < 300; i++)
        {
            line += Letters[i % Letters.Length];
        }

        line += "\n";
        Task writer = CreateTask(NetPair.Say("write", NetPair.Send(NetPair.Near, line)));
        string got = await NetPair.Far.ReadLine(500);
        await writer;
        Assert.AreEqual(line, got);
        Trace.Add(got.Length.ToString());
    }

    private static async Coroutine ReadUtf8Line()
    {
        NetPair.Connect(10);
        byte[] bytes = { 0xC3, 0xA4, (byte)'\n' };
        await NetPair.Near.Write(bytes, 0, bytes.Length);
        string line = await NetPair.Far.ReadLine();
        Trace.Add(line.Length.ToString());
        Trace.Add(((int)line[0]).ToString());
    }

    private static async Coroutine ReadBeyondTheLimit()
    {
        NetPair.Connect(1000);
        await NetPair.Send(NetPair.Near, "0123456789abcdef\nxy\n");
        await NetPair.SayReadLine(NetPair.Far, 8);
        await NetPair.SayRead(NetPair.Far, 100);
        await NetPair.SayReadLine(NetPair.Far, 100);
        await NetPair.SayReadLine(NetPair.Far, 100);
    }

    private static async Coroutine ReadAtTheLimit()
    {
        NetPair.Connect(1000);
        await NetPair.Send(NetPair.Near, "xy\nxy\nxy\n");
        await NetPair.SayReadLine(NetPair.Far, 3);
        await NetPair.SayReadLine(NetPair.Far, 100);
        await NetPair.SayReadLine(NetPair.Far, 2);
        await NetPair.SayReadLine(NetPair.Far, 3);
    }

    private static async Coroutine FloodWithoutNewline()
    {
        NetPair.Connect(100);
        string zeros = "";
        for (int i = 0; i < 100; i++)
        {
            zeros += "0";
        }

        Task writer = CreateTask(SendForever(NetPair.Near, zeros));
        await NetPair.SayReadLine(NetPair.Far, Stream.DefaultLimit);
        await NetPair.SayRead(NetPair.Far, 1);
        writer.Cancel();
    }

    private static async Coroutine SendForever(Stream stream, string text)
    {
        while (true)
        {
            await NetPair.Send(stream, text);
        }
    }

    private static async Coroutine ReadRecords()
    {
        NetPair.Connect(100);
        await NetPair.Send(NetPair.Near, "a;bb;dddd;c");
        NetPair.Near.Close();
        await NetPair.SayReadUntil(NetPair.Far, ';', 100);
        await NetPair.SayReadUntil(NetPair.Far, ';', 3);
        await NetPair.SayReadUntil(NetPair.Far, ';', 3);
        await NetPair.SayReadUntil(NetPair.Far, ';', 5);
        await NetPair.SayReadUntil(NetPair.Far, ';', 5);
        await NetPair.SayReadUntil(NetPair.Far, ';', 5);
    }

    private static async Coroutine TimeOutReadExactly()
    {
        NetPair.Connect(100);
        await NetPair.Send(NetPair.Near, "abc");
        await NetPair.TimeOut(NetPair.SayReadExactly(NetPair.Far, 7), 50);
        await NetPair.Send(NetPair.Near, "def\n");
        await NetPair.SayReadLine(NetPair.Far, 100);
        await NetPair.Send(NetPair.Near, "12");
        await NetPair.TimeOut(NetPair.SayReadExactly(NetPair.Far, 3), 50);
        await NetPair.TimeOut(NetPair.SayReadExactly(NetPair.Far, 3), 50);
        await NetPair.Send(NetPair.Near, "3");
        await NetPair.SayReadExactly(NetPair.Far, 3);
    }

    private static async Coroutine TimeOutReadLine()
    {
        NetPair.Connect(100);
        await NetPair.Send(NetPair.Near, "ab");
        await NetPair.TimeOut(NetPair.SayReadLine(NetPair.Far, 100), 50);
        await NetPair.Send(NetPair.Near, "cd");
        await NetPair.TimeOut(NetPair.SayReadExactly(NetPair.Far, 5), 50);
        await NetPair.Send(NetPair.Near, "ef\n");
        await NetPair.SayReadLine(NetPair.Far, 100);
    }

    private static async Coroutine CancelLongRead()
    {
        NetPair.Connect(10);
        byte[] sent = Numbers(1000);
        byte[] got = new byte[1000];
        Task writer = CreateTask(SendLate(sent));
        await NetPair.TimeOut(NetPair.Far.ReadExactly(got, 0, 1000), 50);
        await NetPair.Far.ReadExactly(got, 0, 1000);
        await writer;
        Trace.Add(CountEqual(sent, got).ToString());
    }

    /// <summary>Sends the first half now and the second later.</summary>
    private static async Coroutine SendLate(byte[] bytes)
    {
        int half = bytes.Length / 2;
        await NetPair.Near.Write(bytes, 0, half);
        await SleepMs(100);
        await NetPair.Say("write", NetPair.Near.Write(bytes, half, bytes.Length - half));
    }

    private static byte[] Numbers(int count)
    {
        byte[] numbers = new byte[count];
        for (int i = 0; i < count; i++)
        {
            numbers[i] = (byte)((i * 31) >> 3);
        }

        return numbers;
    }

    private static int CountEqual(byte[] a, byte[] b)
    {
        int count = 0;
        for (int i = 0; i < a.Length; i++)
        {
            count += a[i] == b[i] ? 1 : 0;
        }

        return count;
    }

    private static async Coroutine CancelAtEveryMoment()
    {
        NetPair.Connect(7);
        Task writer = CreateTask(SendAlphabets(5));
        string all = "";
        byte[] buffer = new byte[4];
        for (int moment = 0; all.Length < 30; moment++)
        {
            Task reader = CreateTask(NetPair.Far.ReadExactly(buffer, 0, all.Length < 28 ? 4 : 2));
            for (int i = 0; i < moment % 9; i++)
            {
                await SleepMs(i % 3);
            }

            reader.Cancel();
            try
            {
                await reader;
                all += NetPair.Text(buffer, all.Length < 28 ? 4 : 2);
            }
            catch (CancelledException)
            {
            }
        }

        await writer;
        Trace.Add(all);
    }

    private static async Coroutine SendAlphabets(int count)
    {
        for (int i = 0; i < count * Letters.Length; i++)
        {
            await NetPair.Send(NetPair.Near, Letters[i % Letters.Length].ToString());
            await SleepMs(i % 2);
        }

        Trace.Add("write:ok");
    }

    private static async Coroutine TimeOutRead()
    {
        NetPair.Connect(100);
        await NetPair.TimeOut(NetPair.SayRead(NetPair.Far, 3), 50);
        await NetPair.Send(NetPair.Near, "z");
        await NetPair.SayRead(NetPair.Far, 3);
    }

    private static async Coroutine TimeOutAsByteComes()
    {
        NetPair.Connect(100);
        byte[] buffer = new byte[1];
        _ = CreateTask(SendAt(50));
        try
        {
            await WaitForMs(NetPair.Far.Read(buffer, 0, 1), 50);
        }
        catch (TimeoutException)
        {
            await NetPair.Far.Read(buffer, 0, 1);
        }

        Trace.Add(NetPair.Text(buffer, 1));
    }

    private static async Coroutine SendAt(int timeMs)
    {
        await SleepMs(timeMs);
        byte[] bytes = { (byte)'x' };
        NetPair.Transport.Write(bytes, 0, 1);
    }

    private static async Coroutine ReadFromReset()
    {
        NetPair.Connect(100);
        Task reader = CreateTask(NetPair.SayRead(NetPair.Far, 5));
        await SleepMs(1);
        NetPair.Transport.Reset();
        await reader;
        await NetPair.SayRead(NetPair.Far, 5);
        await NetPair.SayReadExactly(NetPair.Far, 5);
        await NetPair.SayReadLine(NetPair.Far, 5);
        await NetPair.SayReadUntil(NetPair.Near, ';', 5);
    }

    private static async Coroutine ResetWithinRead()
    {
        NetPair.Connect(100);
        await NetPair.Send(NetPair.Near, "abc");
        Task reader = CreateTask(NetPair.SayReadExactly(NetPair.Far, 5));
        await SleepMs(1);
        NetPair.Transport.Reset();
        await reader;
        await NetPair.SayRead(NetPair.Far, 5);
        await NetPair.SayRead(NetPair.Far, 5);
    }

    private static async Coroutine ReadByTwo()
    {
        NetPair.Connect(100);
        Task first = CreateTask(NetPair.SayRead(NetPair.Far, 5));
        await SleepMs(1);
        await NetPair.SayRead(NetPair.Far, 5);
        await NetPair.SayReadExactly(NetPair.Far, 5);
        await NetPair.SayReadLine(NetPair.Far, 5);
        await NetPair.SayReadUntil(NetPair.Far, ';', 5);
        await NetPair.Send(NetPair.Near, "hey");
        await first;
    }

    private static async Coroutine NameFirstReader()
    {
        NetPair.Connect(100);
        Task first = CreateTask(NetPair.Far.ReadLine(), "listener");
        await SleepMs(1);
        try
        {
            await NetPair.Far.Read(new byte[1], 0, 1);
        }
        catch (InvalidOperationException exception)
        {
            Trace.Add(exception.Message);
        }

        first.Cancel();
    }

    private static async Coroutine ReadByTurns()
    {
        NetPair.Connect(100);
        Task first = CreateTask(NetPair.SayRead(NetPair.Far, 5));
        await SleepMs(1);
        first.Cancel();
        await SleepMs(1);
        await NetPair.Send(NetPair.Near, "hey");
        await NetPair.SayRead(NetPair.Far, 5);
    }

    private static async Coroutine Flood()
    {
        NetPair.Connect(1000);
        Task source = CreateTask(SendForever(NetPair.Near, "0123456789"));
        Task sink = CreateTask(ReadForever(NetPair.Far));
        int turns = 0;
        while (turns < 50)
        {
            await SleepMs(0);
            turns++;
        }

        source.Cancel();
        sink.Cancel();
        Trace.Add(turns + " turns");
    }

    /// <summary>What one reads is always there, and each read takes 2 ms.</summary>
    private static async Coroutine FloodBesideASleeper()
    {
        NetPair.Connect(100);
        await NetPair.Send(NetPair.Near, "0123456789012345678901234567890123456789");
        Task sink = CreateTask(ReadSlowly(NetPair.Far));
        await SleepMs(10);
        Trace.Add(VirtualTime.NowMs <= 12 ? "in time" : "at " + VirtualTime.NowMs);
        sink.Cancel();
    }

    private static async Coroutine ReadSlowly(Stream stream)
    {
        byte[] buffer = new byte[1];
        while (true)
        {
            await stream.Read(buffer, 0, 1);
            VirtualTime.Clock.Advance(2);
        }
    }

    private static async Coroutine ReadAlone()
    {
        NetPair.Connect(100);
        await NetPair.Send(NetPair.Near, "0123456789012345678901234567890123456789");
        CountingPoller poller = new CountingPoller();
        Poller usual = EventLoop.Current.Poller;
        EventLoop.Current.Poller = poller;
        byte[] buffer = new byte[1];
        for (int i = 0; i < 20; i++)
        {
            VirtualTime.Clock.Advance(1);
            await NetPair.Far.Read(buffer, 0, 1);
        }

        EventLoop.Current.Poller = usual;
        Trace.Add("20 reads, " + poller.Count + " looks");
    }

    private static async Coroutine ReadForever(Stream stream)
    {
        byte[] buffer = new byte[10];
        while (true)
        {
            await stream.Read(buffer, 0, buffer.Length);
        }
    }

    private static async Coroutine ReadAsTask()
    {
        NetPair.Connect(100);
        byte[] buffer = new byte[10];
        Task task = CreateTask(NetPair.Far.Read(buffer, 0, 10));
        await NetPair.Send(NetPair.Near, "abc");
        int first = (int)await task;
        await NetPair.Send(NetPair.Near, "defg");
        int second = await NetPair.Far.Read(buffer, 0, 10);
        Trace.Add(first.ToString());
        Trace.Add(second.ToString());
        Trace.Add(((int)task.Result).ToString());
    }

    private static async Coroutine MakeReadsFirst()
    {
        NetPair.Connect(100);
        byte[] a = new byte[2];
        byte[] b = new byte[2];
        Coroutine first = NetPair.Far.ReadExactly(a, 0, 2);
        Coroutine second = NetPair.Far.ReadExactly(b, 0, 2);
        await NetPair.Send(NetPair.Near, "abcd");
        await first;
        await second;
        Trace.Add(NetPair.Text(a, 2));
        Trace.Add(NetPair.Text(b, 2));
    }

    private sealed class CountingPoller : Poller
    {
        internal int Count { get; private set; }

        public override bool HasWaiters => true;

        public override void Poll() => Count++;
    }
}
