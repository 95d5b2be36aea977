using System;
using System.Buffers;
using System.Globalization;
using System.IO;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace VirtualPicoW;

/// <summary>
/// Tells one browser what happens, as server-sent events: typed JSON. It remembers no more than the number of what it told last, so it needs no queue: who reads slowly gets the same in
/// fewer, larger frames, and of how things stand only the newest. docs/page.md describes the events.
/// </summary>
internal sealed class EventStream : IDisposable
{
    /// <summary>No more than 25 frames a second.</summary>
    private static readonly TimeSpan FrameTime = TimeSpan.FromMilliseconds(40);

    /// <summary>How long it is silent at most, so that a clock on the page goes on, and a browser that is gone is noticed.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(480);

    private const int MaxEntriesInFrame = 4096;

    private readonly PageContent content;
    private readonly Stream output;
    private readonly Action leave;
    private readonly ArrayBufferWriter<byte> frame = new();
    private readonly Utf8JsonWriter json;
    private readonly JournalEntry[] entries = new JournalEntry[MaxEntriesInFrame];
    private readonly long[] told;
    private readonly bool isContinued;
    private long next;
    private TimeSpan lastTime = TimeSpan.MinValue;

    public EventStream(PageContent content, Stream output, string? from, Action leave)
    {
        this.content = content;
        this.output = output;
        this.leave = leave;
        json = new Utf8JsonWriter(frame);
        told = new long[content.Topics.Count];
        isContinued = TryContinue(from, out next);
    }

    /// <summary>Tells, until the browser goes or the board has come to rest.</summary>
    public async Task Run(CancellationToken gone)
    {
        try
        {
            if (!isContinued)
            {
                Write("board", content.Board.Write);
            }

            while (true)
            {
                bool isOver = content.End.IsCancellationRequested;
                bool isAll = WriteNews();
                WriteTopics();
                WriteTime();
                if (frame.WrittenCount > 0)
                {
                    await output.WriteAsync(frame.WrittenMemory, gone);
                    await output.FlushAsync(gone);
                    frame.ResetWrittenCount();
                }

                if (isOver && isAll)
                {
                    return;
                }

                if (isAll)
                {
                    await Task.Delay(FrameTime, gone);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The browser has gone.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        json.Dispose();
        leave();
    }

    /// <summary>The number of an event of this very run, such as 1f3c55ab-17.</summary>
    private bool TryContinue(string? from, out long number)
    {
        number = 0;
        string[] parts = from?.Split('-') ?? [];
        return parts.Length == 2 && parts[0] == content.Boot
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= content.Journal.Next;
    }

    /// <summary>Writes what has happened since, as far as it goes into a frame. True if that was all.</summary>
    private bool WriteNews()
    {
        int count = content.Journal.Read(next, entries, out long missed);
        if (missed > 0 && (isContinued || next > 0))
        {
            Write("gap", writer => writer.WriteNumber("missed", missed));
        }

        next += missed;
        for (int begin = 0; begin < count;)
        {
            int end = begin + 1;
            while (end < count && Type(entries[end]) == Type(entries[begin]))
            {
                end++;
            }

            next += end - begin;
            WriteEntries(begin, end);
            begin = end;
        }

        return count < MaxEntriesInFrame;
    }

    private static string Type(JournalEntry entry) => entry.What switch
    {
        null => "edges",
        LogLine => "lines",
        SentDatagram => "datagrams",
        LoopSample => "loop",
        _ => "held",
    };

    private void WriteEntries(int begin, int end) => Write(Type(entries[begin]), writer =>
    {
        writer.WriteStartArray("events");
        for (int i = begin; i < end; i++)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(Microseconds(entries[i].Time));
            WriteEntry(writer, entries[i]);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }, isNumbered: true);

    private static void WriteEntry(Utf8JsonWriter writer, JournalEntry entry)
    {
        switch (entry.What)
        {
            case LogLine line:
                writer.WriteStringValue(line.Source);
                writer.WriteStringValue(line.Text);
                break;
            case SentDatagram datagram:
                writer.WriteStringValue(datagram.To.ToString());
                writer.WriteNumberValue(datagram.Length);
                writer.WriteStringValue(datagram.Text);
                break;
            case LoopSample sample:
                writer.WriteNumberValue(Microseconds(sample.Late));
                WriteNumberOrNull(writer, sample.TurnsPerSecond);
                WriteNumberOrNull(writer, sample.LongestTurn is { } turn ? Microseconds(turn) : null);
                break;
            case MemorySample memory:
                writer.WriteNumberValue(memory.HeldBytes);
                break;
            default:
                writer.WriteNumberValue(entry.Pin);
                writer.WriteNumberValue(entry.High ? 1 : 0);
                break;
        }
    }

    private static void WriteNumberOrNull(Utf8JsonWriter writer, double? number)
    {
        if (number is { } value)
        {
            writer.WriteNumberValue(Math.Round(value, 1));
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    private void WriteTopics()
    {
        for (int i = 0; i < told.Length; i++)
        {
            Topic topic = content.Topics[i];
            (byte[] text, long version) = topic.Latest;
            if (version != told[i])
            {
                told[i] = version;
                Begin(topic.Name);
                frame.Write(text);
                frame.Write("\n\n"u8);
            }
        }
    }

    private void WriteTime()
    {
        TimeSpan now = content.Now;
        if (frame.WrittenCount > 0 || now - lastTime >= Silence || now < lastTime)
        {
            lastTime = now;
            Write("time", writer => writer.WriteNumber("time", Microseconds(now)));
        }
    }

    private void Write(string type, Action<Utf8JsonWriter> write, bool isNumbered = false)
    {
        if (isNumbered)
        {
            frame.Write(Encoding.ASCII.GetBytes($"id: {content.Boot}-{next}\n"));
        }

        Begin(type);
        json.Reset(frame);
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
        json.Flush();
        frame.Write("\n\n"u8);
    }

    private void Begin(string type) => frame.Write(Encoding.ASCII.GetBytes($"event: {type}\ndata: "));

    private static long Microseconds(TimeSpan time) => time.Ticks / TimeSpan.TicksPerMicrosecond;
}
