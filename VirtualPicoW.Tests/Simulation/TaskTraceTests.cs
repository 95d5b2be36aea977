using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace VirtualPicoW.Tests;

/// <summary>Tasks as JSON in Chrome's format, read by .NET's parser.</summary>
public sealed class TaskTraceTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("traces").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_sleeping_task_has_a_track_with_its_name_and_a_span_for_each_sleep()
    {
        List<JsonElement> events = Run(BuildOutput.Sample("TwoLeds"), TimeSpan.FromSeconds(10), out _);

        JsonElement[] names = events.Where(entry => Text(entry, "name") == "thread_name").ToArray();
        Assert.Equal(2, names.Count(name => name.GetProperty("args").GetProperty("name").GetString() == "Blink"));
        long track = names.First(name => name.GetProperty("args").GetProperty("name").GetString() == "Blink").GetProperty("tid").GetInt64();
        JsonElement[] sleeps = Spans(events, track).Where(span => Text(span, "name") == "its sleep to end").ToArray();
        Assert.InRange(sleeps.Length, 27, 30);
        Assert.Contains(sleeps, sleep => sleep.GetProperty("dur").GetInt64() is > 4_000 and < 7_000);
        Assert.Contains(sleeps, sleep => sleep.GetProperty("dur").GetInt64() is > 690_000 and < 697_000);
    }

    [Fact]
    public void Spans_of_a_track_do_not_overlap_and_arrows_have_both_ends()
    {
        List<JsonElement> events = Run(Firmware.PathOf("firmware"), TimeSpan.FromSeconds(10), out _);

        foreach (IGrouping<long, JsonElement> track in events.Where(entry => Text(entry, "ph") == "X").GroupBy(span => span.GetProperty("tid").GetInt64()))
        {
            JsonElement[] spans = [.. track.OrderBy(span => span.GetProperty("ts").GetInt64())];
            Assert.All(spans.Zip(spans.Skip(1)), pair => Assert.True(
                pair.First.GetProperty("ts").GetInt64() + pair.First.GetProperty("dur").GetInt64() <= pair.Second.GetProperty("ts").GetInt64(), $"{pair.First} and {pair.Second}"));
        }

        long[] starts = events.Where(entry => Text(entry, "ph") == "s").Select(entry => entry.GetProperty("id").GetInt64()).ToArray();
        Assert.NotEmpty(starts);
        Assert.Equal(starts, events.Where(entry => Text(entry, "ph") == "f").Select(entry => entry.GetProperty("id").GetInt64()));
        Assert.Contains(events, entry => Text(entry, "name") == "something to read");
    }

    [Fact]
    public void A_run_that_is_written_down_is_the_same_run()
    {
        Run(Firmware.PathOf("firmware"), TimeSpan.FromSeconds(10), out ulong traced);
        using Simulation simulation = new(7);
        VirtualBoard board = simulation.Boot(Firmware.PathOf("firmware"), new BoardOptions { QuietPins = true });
        EchoClientPeer client = new(simulation, simulation.Computer, board, 9000, "1");
        simulation.RunFor(TimeSpan.FromSeconds(10));

        Assert.True(client.Messages > 0);
        Assert.Equal(simulation.Fingerprint, traced);
    }

    [Theory]
    [InlineData("a.json")]
    [InlineData("a.txt")]
    [InlineData("a.vcd")]
    [InlineData("a.pcapng")]
    public void A_trace_that_has_ended_hears_nothing_more(string name)
    {
        string path = Path.Combine(folder, name);
        using Simulation simulation = new();
        VirtualBoard board = simulation.Boot(Firmware.PathOf("firmware"));
        _ = new EchoClientPeer(simulation, simulation.Computer, board, 9000, "1");
        using (simulation.Trace(path))
        {
            simulation.RunFor(TimeSpan.FromSeconds(2));
        }

        byte[] written = File.ReadAllBytes(path);
        simulation.RunFor(TimeSpan.FromSeconds(2));

        Assert.NotEmpty(written);
        Assert.Equal(written, File.ReadAllBytes(path));
    }

    private static string? Text(JsonElement entry, string name) => entry.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private static IEnumerable<JsonElement> Spans(IEnumerable<JsonElement> events, long track) =>
        events.Where(entry => Text(entry, "ph") == "X" && entry.GetProperty("tid").GetInt64() == track);

    private List<JsonElement> Run(string firmware, TimeSpan time, out ulong fingerprint)
    {
        string path = Path.Combine(folder, "tasks.json");
        using Simulation simulation = new(7);
        VirtualBoard board = simulation.Boot(firmware, new BoardOptions { QuietPins = true });
        using (simulation.Trace(path))
        {
            _ = new EchoClientPeer(simulation, simulation.Computer, board, 9000, "1");
            simulation.RunFor(time);
        }

        fingerprint = simulation.Fingerprint;
        return [.. JsonDocument.Parse(File.ReadAllBytes(path)).RootElement.EnumerateArray()];
    }
}
