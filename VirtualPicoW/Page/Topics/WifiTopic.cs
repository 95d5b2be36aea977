using System.Text.Json;

namespace VirtualPicoW;

/// <summary>The access point, and how the board stands to it.</summary>
internal sealed class WifiTopic(VirtualBoard board) : Topic
{
    public override string Name => "wifi";

    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteString("link", board.Radio.IsUp ? "up" : board.Radio.Joining != null ? "joining" : "down");
        writer.WriteString("joining", board.Radio.Joining);
        writer.WriteString("address", board.Radio.AddressText);
        if (board.AccessPoint is { } accessPoint)
        {
            writer.WriteStartObject("accessPoint");
            writer.WriteString("ssid", accessPoint.Ssid);
            writer.WriteBoolean("present", accessPoint.IsPresent);
            writer.WriteNumber("signalDbm", accessPoint.Rssi);
            writer.WriteBoolean("open", accessPoint.Password.Length == 0);
            writer.WriteEndObject();
        }
    }
}
