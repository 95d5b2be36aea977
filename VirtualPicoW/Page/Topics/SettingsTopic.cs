using System;
using System.Linq;
using System.Text.Json;

namespace VirtualPicoW;

/// <summary>The settings of the firmware. What looks like a secret does not leave the board.</summary>
internal sealed class SettingsTopic(Firmware firmware) : Topic
{
    private static readonly string[] SecretWords = ["password", "secret", "token", "key", "passphrase", "credential"];

    private readonly Lazy<string[]> lines = new(() => firmware.Settings?.Names() ?? []);

    public override string Name => "settings";

    protected override int EveryLook => int.MaxValue;

    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("settings");
        foreach (string line in lines.Value)
        {
            string[] parts = line.Split("  ", 2);
            string[] pair = parts[0].Split('=', 2);
            bool isSecret = SecretWords.Any(word => pair[0].Contains(word, StringComparison.OrdinalIgnoreCase));
            writer.WriteStartObject();
            writer.WriteString("name", pair[0].Trim());
            writer.WriteString("value", isSecret || pair.Length < 2 ? null : pair[1]);
            writer.WriteBoolean("secret", isSecret);
            writer.WriteString("description", parts.Length > 1 ? parts[1].Trim() : string.Empty);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
