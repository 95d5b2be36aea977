using System;
using System.Text.Json;

namespace VirtualPicoW;

/// <summary>What the harness tells, one JSON object a line, as lines of the board's log.</summary>
internal static class ChipEvents
{
    /// <summary>Understands one line.</summary>
    /// <returns>Null if it is something else.</returns>
    public static LogLine? Parse(string line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            return document.RootElement is { ValueKind: JsonValueKind.Object } told
                && told.TryGetProperty("ms", out JsonElement ms) && ms.TryGetDouble(out double milliseconds)
                && told.TryGetProperty("source", out JsonElement source) && source.GetString() is { } where
                && told.TryGetProperty("text", out JsonElement text) && text.GetString() is { } what
                ? new LogLine(TimeSpan.FromMilliseconds(milliseconds), where == "*" ? "chip" : where, what)
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
