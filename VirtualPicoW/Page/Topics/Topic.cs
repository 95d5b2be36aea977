using System;
using System.Buffers;
using System.Text.Json;
using System.Threading;

namespace VirtualPicoW;

/// <summary>One of the things whose present state the page shows. Only the newest counts, and it is told when it has changed.</summary>
internal abstract class Topic
{
    private readonly Lock gate = new();
    private byte[] text = [];
    private long version;
    private int looks;

    /// <summary>The type of the event that tells it.</summary>
    public abstract string Name { get; }

    /// <summary>How it stood when it was looked at last, and how often that had changed; 0 if nobody has looked.</summary>
    public (byte[] Text, long Version) Latest
    {
        get
        {
            lock (gate)
            {
                return (text, version);
            }
        }
    }

    /// <summary>At which look it is its turn: each, if it costs little.</summary>
    protected virtual int EveryLook => 1;

    /// <summary>Looks at the board, if it is its turn.</summary>
    public void Look()
    {
        if (looks++ % EveryLook == 0)
        {
            Renew();
        }
    }

    /// <summary>Tells how it stands.</summary>
    public abstract void Write(Utf8JsonWriter writer);

    /// <summary>Looks at the board.</summary>
    protected void Renew()
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartObject();
            Write(writer);
            writer.WriteEndObject();
        }

        lock (gate)
        {
            if (version == 0 || !buffer.WrittenSpan.SequenceEqual(text))
            {
                text = buffer.WrittenSpan.ToArray();
                version++;
            }
        }
    }
}
