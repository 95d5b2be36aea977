using System.Text.Json;

namespace VirtualPicoW;

/// <summary>The places for sockets, and who has them.</summary>
internal sealed class SocketsTopic(VirtualBoard board) : Topic
{
    public override string Name => "sockets";

    protected override int EveryLook => 2;

    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteNumber("limit", board.Sockets.Limit);
        writer.WriteStartArray("sockets");
        foreach (SocketState socket in board.Sockets.States)
        {
            writer.WriteStartObject();
            writer.WriteNumber("number", socket.Number);
            writer.WriteString("kind", socket.Kind);
            writer.WriteString("local", socket.Local);
            writer.WriteString("peer", socket.Peer);
            writer.WriteNumber("receivedBytes", socket.ReceivedBytes);
            writer.WriteNumber("sentBytes", socket.SentBytes);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
