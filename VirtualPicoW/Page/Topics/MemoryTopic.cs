using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace VirtualPicoW;

/// <summary>What the firmware holds, by type and by task, as it was counted last.</summary>
internal sealed class MemoryTopic(VirtualBoard board) : Topic
{
    private const int Told = 12;

    public override string Name => "memory";

    protected override int EveryLook => 5;

    public override void Write(Utf8JsonWriter writer)
    {
        if (board.Memory.Last is not { } count)
        {
            return;
        }

        writer.WriteNumber("limitBytes", count.Limit);
        writer.WriteNumber("heldBytes", count.HeldBytes);
        writer.WriteNumber("runtimeBytes", count.RuntimeBytes);
        writer.WriteBoolean("complete", count.IsComplete);
        Write(writer, "types", count.Types);
        Write(writer, "holders", count.Holders);
    }

    private static void Write(Utf8JsonWriter writer, string name, IReadOnlyList<MemoryShare> shares)
    {
        writer.WriteStartArray(name);
        foreach (MemoryShare share in shares.Take(Told))
        {
            writer.WriteStartArray();
            writer.WriteStringValue(share.Name);
            writer.WriteNumberValue(share.Bytes);
            writer.WriteNumberValue(share.Objects);
            writer.WriteEndArray();
        }

        if (shares.Count > Told)
        {
            writer.WriteStartArray();
            writer.WriteStringValue($"{shares.Count - Told} others");
            writer.WriteNumberValue(shares.Skip(Told).Sum(share => share.Bytes));
            writer.WriteNumberValue(shares.Skip(Told).Sum(share => share.Objects));
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }
}
