using System.Text.Json;

namespace VirtualPicoW;

/// <summary>Whose time it is: the computer's, or one that can be held up and hurried.</summary>
internal sealed class WorldTopic(VirtualBoard board) : Topic
{
    public override string Name => "world";

    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteBoolean("simulated", board.World.Pace != null);
        if (board.World.Pace is { } pace)
        {
            writer.WriteNumber("factor", pace.Factor);
            writer.WriteBoolean("paused", pace.IsPaused);
            writer.WriteString("seed", board.World.Seed);
            writer.WriteNumber("events", board.World.EventCount);
        }
    }
}
