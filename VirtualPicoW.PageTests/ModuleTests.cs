using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.Playwright;

namespace VirtualPicoW.PageTests;

/// <summary>The page's modules, each by itself.</summary>
public sealed class ModuleTests(Browser browser) : PageTest(browser)
{
    [Theory]
    [InlineData("weather temp=21.5", "weather|temp=21.5")]
    [InlineData("weather temp=21.5,humidity=40i,raining=true,windy=F 1465839830100400200", "weather|temp=21.5|humidity=40|raining=1|windy=0")]
    [InlineData("weather,place=cellar,floor=-1 temp=-3e-2,pressure=.5", "weather place=cellar floor=-1|temp=-0.03|pressure=0.5")]
    [InlineData("""weather,my\ place=a\,b\=c temp\ in\=C=1""", """weather my place=a,b=c|temp in=C=1""")]
    [InlineData("""path\to,drive=C:\temp free=5u""", """path\to drive=C:\temp|free=5""")]
    [InlineData("""weather,place="cellar temp=1""", """weather place="cellar|temp=1""")]
    [InlineData("""log text="a, b=1 c",level=3i""", "log|level=3")]
    [InlineData("""log text="he said \"no\", twice",level=3i""", "log|level=3")]
    [InlineData("""log text="only text" """, "log")]
    public async Task Line_protocol_is_read(string line, string expected) => Assert.Equal(expected, await Parse(line));

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("hello world")]
    [InlineData("hello big wide world")]
    [InlineData("# a comment=1")]
    [InlineData("weather temp=")]
    [InlineData("weather =21")]
    [InlineData("weather temp=warm")]
    [InlineData("weather temp=1.5i")]
    [InlineData("weather temp=1,")]
    [InlineData("weather,place temp=1")]
    [InlineData("weather, temp=1")]
    [InlineData("weather temp=1 now")]
    [InlineData("weather temp=1 2 3")]
    [InlineData("""weather text="no end""")]
    [InlineData("{\"temp\": 21.5, \"unit\": \"C\"}")]
    public async Task What_is_no_line_protocol_is_none(string line) => Assert.Null(await Parse(line));

    [Fact]
    public async Task What_the_page_remembers_is_bounded()
    {
        const string Fill = """
            async () => {
                const { Model } = await import('./model.js');
                const model = new Model();
                const take = (type, count, make) => {
                    for (let from = 0; from < count; from += 1000) {
                        model.take(type, { events: Array.from({ length: 1000 }, (_, i) => make(from + i)) });
                    }
                };
                take('edges', 600000, i => [i, 20, i % 2]);
                take('lines', 50000, i => [i, 'app', `line ${i}`]);
                take('datagrams', 50000, i => [i, '10.0.0.1:1', 9, `m f${i % 100}=${i}`]);
                take('loop', 50000, i => [i, 1, 1, 1]);
                take('held', 50000, i => [i, 1]);
                return [model.edges[20].times.length, model.edges[20].total, model.lines.length, model.pinLines.length, model.fields.size,
                    Math.max(...[...model.fields.values()].map(field => field.series.points.length), model.late.points.length, model.held.points.length)];
            }
            """;
        const int Edges = 1 << 18;
        const int Lines = 20_000;
        const int PinLines = 8000;
        const int Fields = 40;
        const int Points = 1 << 14;
        IPage page = await Open(Firmware.PathOf("Blinker"));

        int[] sizes = (await page.EvaluateAsync<int[]>(Fill))!;

        Assert.Equal([Edges, 600_000, Lines], sizes[..3]);
        Assert.InRange(sizes[3], 1, PinLines);
        Assert.Equal(Fields, sizes[4]);
        Assert.InRange(sizes[5], 1, Points);
    }

    [Fact]
    public async Task The_log_shows_no_more_lines_than_one_can_read()
    {
        const int Lines = 5000;
        IPage page = await Open(Firmware.PathOf("Blinker"));
        for (int i = 0; i < Lines; i++)
        {
            Board.Log.Add("app", $"line {i}");
        }

        await page.Locator("#log .text", new() { HasText = $"line {Lines - 1}" }).WaitForAsync();

        Assert.InRange(await page.Locator("#log .lines li").CountAsync(), 1, 1000);
    }

    [Fact]
    public async Task The_file_that_the_page_saves_has_all_edges_at_their_time()
    {
        IPage page = await Open(Firmware.PathOf("Blinker"));
        Board.Pins[15].WaitForEdges(20, Patience);
        await page.Locator("#strip canvas[aria-label*=GP15]").WaitForAsync();
        await page.WaitForFunctionAsync("() => document.querySelector('#pin dd:last-of-type').textContent.match(/^[0-9]{2,},/)");

        IDownload download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Save VCD" }).ClickAsync());

        Assert.Equal("Blinker.vcd", download.SuggestedFilename);
        ValueChangeDump dump = ValueChangeDump.Parse(await File.ReadAllTextAsync(await download.PathAsync()));
        Assert.Equal("1 us", dump.Timescale);
        Assert.Equal(EdgesOf(15, dump.ChangesOf("GP15").Count), dump.ChangesOf("GP15"));
        Assert.Equal(EdgesOf(2, 1), dump.ChangesOf("GP2"));
        Assert.InRange(dump.ChangesOf("GP15").Count, 10, int.MaxValue);
        Assert.False(dump.IsHighAtFirst("GP2"));
        Assert.True(dump.End >= dump.ChangesOf("GP15")[^1].Time);
    }

    private (long Time, bool High)[] EdgesOf(int pin, int count) =>
        [.. Board.Pins[pin].Edges.Take(count).Select(edge => (edge.Time.Ticks / TimeSpan.TicksPerMicrosecond, edge.High))];

    private async Task<string?> Parse(string line)
    {
        IPage page = await Browser.NewPage();
        Boot(Firmware.PathOf("Blinker"));
        await page.GotoAsync(Url);
        JsonElement? parsed = await page.EvaluateAsync<JsonElement?>("async line => (await import('./lib/lineprotocol.js')).parseLine(line)", line);
        return parsed is { ValueKind: JsonValueKind.Object } found
            ? string.Join('|', found.GetProperty("values").EnumerateArray().Select(pair => $"{pair[0].GetString()}={pair[1].GetRawText()}").Prepend(found.GetProperty("name").GetString()))
            : null;
    }
}
