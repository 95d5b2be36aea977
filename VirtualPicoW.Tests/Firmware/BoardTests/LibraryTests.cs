using System;
using System.Collections;
using System.IO;
using System.Text;
using System.Threading;
using nanoFramework.Runtime.Events;
using nanoFramework.TestFramework;

namespace BoardTests;

[TestClass]
public class LibraryTests
{
    [TestMethod]
    public void The_clock_is_monotonic_and_counts_from_boot()
    {
        long start = Environment.TickCount64;

        Thread.Sleep(20);

        Assert.IsTrue(Environment.TickCount64 >= start + 19);
        Assert.IsTrue(start < 3600_000);
    }

    [TestMethod]
    public void A_hashtable_enumerates_entries()
    {
        Hashtable table = new() { { "one", 1 } };

        foreach (DictionaryEntry entry in table)
        {
            Assert.AreEqual("one", (string)entry.Key);
            Assert.AreEqual(1, (int)entry.Value);
        }

        Assert.IsNull(table["two"]);
    }

    [TestMethod]
    public void A_string_builder_has_an_indexer()
    {
        StringBuilder builder = new("blank");

        builder[1] = 'e';

        Assert.AreEqual("beank", builder.ToString());
        Assert.AreEqual('b', builder[0]);
    }

    [TestMethod]
    public void Text_becomes_bytes_and_text_again()
    {
        byte[] bytes = Encoding.UTF8.GetBytes("grün");

        Assert.AreEqual(5, bytes.Length);
        Assert.AreEqual("grün", Encoding.UTF8.GetString(bytes, 0, bytes.Length));
    }

    [TestMethod]
    public void Streams_carry_lines()
    {
        MemoryStream stream = new();
        StreamWriter writer = new(stream, leaveOpen: true);
        writer.WriteLine("first");
        writer.Write("second");
        stream.Position = 0;
        StreamReader reader = new(stream);

        Assert.AreEqual("first", reader.ReadLine());
        Assert.IsFalse(reader.EndOfStream);
        Assert.AreEqual("second", reader.ReadLine());
        Assert.IsNull(reader.ReadLine());
    }

    [TestMethod]
    public void A_span_is_a_part_of_an_array()
    {
        byte[] array = new byte[] { 1, 2, 3, 4 };
        SpanByte span = new(array, 1, 2);

        span[0] = 9;

        Assert.AreEqual((byte)9, array[1]);
        Assert.AreEqual(2, span.Length);
        Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => new SpanByte(array, 3, 2));
    }

    [TestMethod]
    public void A_cancelled_token_throws_the_exception_of_nanoFramework()
    {
        CancellationTokenSource source = new();
        bool called = false;
        source.Token.Register(() => called = true);

        source.Cancel();

        Assert.IsTrue(called);
        Assert.ThrowsException(typeof(OperationCanceledException), () => source.Token.ThrowIfCancellationRequested());
    }

    [TestMethod]
    public void Bytes_of_numbers_have_the_lowest_first()
    {
        Assert.IsTrue(BitConverter.IsLittleEndian);
        Assert.AreEqual((byte)1, BitConverter.GetBytes(1)[0]);
    }

    [TestMethod]
    public void An_event_that_the_program_posts_is_delivered()
    {
        AutoResetEvent delivered = new(false);
        uint data = 0;
        CustomEvent.CustomEventPosted += (sender, e) =>
        {
            data = e.Data2;
            delivered.Set();
        };

        EventSink.PostManagedEvent((byte)EventCategory.Custom, 0, 1, 42);

        Assert.IsTrue(delivered.WaitOne(5000, false));
        Assert.AreEqual(42u, data);
    }

    [TestMethod]
    public void Timers_fire()
    {
        AutoResetEvent fired = new(false);
        using Timer timer = new(state => fired.Set(), null, 10, Timeout.Infinite);

        Assert.IsTrue(fired.WaitOne(5000, false));
    }
}
