using System.IO;
using System.Text.Json;

namespace VirtualPicoW;

/// <summary>What a board is, and what can be said to it.</summary>
internal sealed class BoardTopic(VirtualBoard board, Firmware firmware, string boot) : Topic
{
    public override string Name => "board";

    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteString("firmware", Path.GetFileNameWithoutExtension(firmware.Path));
        writer.WriteString("boot", boot);
        writer.WriteNumber("memoryBytes", board.Memory.LimitBytes);
        writer.WriteStartArray("commands");
        foreach (BoardCommand command in BoardCommands.All)
        {
            writer.WriteStartObject();
            writer.WriteString("word", command.Word);
            writer.WriteString("usage", command.Usage);
            writer.WriteString("summary", command.Summary);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
