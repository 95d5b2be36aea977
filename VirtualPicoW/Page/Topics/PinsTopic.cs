using System.Text.Json;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>The pins in use.</summary>
internal sealed class PinsTopic(VirtualBoard board) : Topic
{
    public override string Name => "pins";

    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("pins");
        foreach (Pin pin in board.Pins.Used)
        {
            PinState state = pin.State;
            writer.WriteStartObject();
            writer.WriteNumber("number", pin.Number);
            writer.WriteString("mode", !state.IsOpen ? "closed" : state.Mode switch
            {
                PinDrive.Output => "output",
                PinDrive.OutputOpenDrain => "open drain",
                _ => "input",
            });
            writer.WriteString("pull", state.Mode switch
            {
                PinDrive.InputPullUp => "up",
                PinDrive.InputPullDown => "down",
                _ => "none",
            });
            writer.WriteString("outside", state.Outside switch
            {
                true => "high",
                false => "low",
                null => "free",
            });
            writer.WriteBoolean("watched", state.IsWatched);
            writer.WriteString("owner", state.Owner);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
