using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;

namespace VirtualPicoW.Tests;

/// <summary>What the page is told of the event loop.</summary>
public sealed class LoopTests : IDisposable
{
    private readonly VirtualBoard board = TestBoards.New();
    private readonly BoardPage page;

    public LoopTests() => page = BoardPage.ShowAnywhere(board, board.Load(BuildOutput.Firmware("Tasks")));

    public void Dispose()
    {
        page.Dispose();
        board.Dispose();
    }

    [Fact]
    public async Task Turns_are_counted_and_the_longest_is_told_while_somebody_looks()
    {
        board.Start();
        using PageClient client = await PageClient.Open(page.Url);

        await client.ReadTo("loop", data => Any(data, 2, turns => turns > 0));
        board.Pins[2].Drive(false);
        board.Log.WaitFor(line => line.Text.StartsWith("a turn lasts for "), TestBoards.Patience);
        board.Pins[2].Release();

        await client.ReadTo("loop", data => Any(data, 3, microseconds => microseconds > 500_000));
    }

    private static bool Any(JsonElement data, int column, Func<double, bool> matches) =>
        data.GetProperty("events").EnumerateArray().Any(sample => sample[column].ValueKind == JsonValueKind.Number && matches(sample[column].GetDouble()));
}
