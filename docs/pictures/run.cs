// Draws docs/pictures/run.svg from a real run of the firmware on the virtual Pico W: what its two LEDs do, what WiFi does, and an echo.
//
//     dotnet run docs/pictures/run.cs
//
// It knows the log's lines, "time kind text", and nothing else of the board.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using static System.FormattableString;

const double Seconds = 3;
const int Width = 960;
const int Left = 90;
const int Right = 20;
const int RowHeight = 46;

string folder = Path.GetDirectoryName(ThisFile())!;
List<Line> lines = await Run(Path.Combine(folder, "..", ".."));
File.WriteAllText(Path.Combine(folder, "run.svg"), Draw(lines));
Console.WriteLine($"run.svg shows {lines.Count} lines of the log.");

static async Task<List<Line>> Run(string repository)
{
    ProcessStartInfo start = new("dotnet", $"run --project firmware -- --seconds {Seconds.ToString(CultureInfo.InvariantCulture)}")
    {
        WorkingDirectory = repository,
        RedirectStandardOutput = true,
    };
    using Process board = Process.Start(start)!;
    List<Line> lines = [];
    while (await board.StandardOutput.ReadLineAsync() is { } text)
    {
        Match match = Regex.Match(text, @"^\s*(\d+\.\d{3}) (\S+)\s+(.*)$");
        if (!match.Success)
        {
            continue;
        }

        Line line = new(double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), match.Groups[2].Value, match.Groups[3].Value);
        lines.Add(line);
        Match listening = Regex.Match(line.Text, @"^echo: listening on 127\.0\.0\.1:(\d+)");
        if (listening.Success)
        {
            _ = Echo(int.Parse(listening.Groups[1].Value, CultureInfo.InvariantCulture));
        }
    }

    await board.WaitForExitAsync();
    return lines.Count > 0 ? lines : throw new InvalidOperationException("The firmware said nothing: run it by hand and see why.");
}

// A client, so that there is something to see.
static async Task Echo(int port)
{
    await Task.Delay(400);
    using TcpClient client = new();
    await client.ConnectAsync("127.0.0.1", port);
    NetworkStream stream = client.GetStream();
    await stream.WriteAsync("hello"u8.ToArray());
    await stream.ReadAtLeastAsync(new byte[5], 5);
    await Task.Delay(600);
}

static string Draw(List<Line> lines)
{
    string[] pins = [.. lines.Where(line => line.Kind.StartsWith("GP", StringComparison.Ordinal)).Select(line => line.Kind).Distinct().OrderDescending()];
    List<Line> events = [.. lines.Where(line => line.Kind is "wifi" || (line.Kind is "app" && line.Text.StartsWith("echo", StringComparison.Ordinal)) || line.Text.StartsWith("accepted", StringComparison.Ordinal) || line.Text.StartsWith("closed", StringComparison.Ordinal))];
    int strip = pins.Length * RowHeight;
    int height = 40 + strip + 30 + (events.Count * 20) + 20;
    StringBuilder svg = new();
    svg.AppendLine(CultureInfo.InvariantCulture, $$"""
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {{Width}} {{height}}" role="img" aria-label="Two LEDs blink at their own pace while WiFi joins and a client is echoed">
        <style>
          text { font: 13px ui-monospace, Consolas, Menlo, monospace; fill: #1f2328 }
          .paper { fill: #f6f8fa } .wave { fill: none; stroke: #1a7f37; stroke-width: 1.5 } .grid { stroke: #d0d7de } .mark { stroke: #bf8700; stroke-dasharray: 3 3 } .soft { fill: #59636e }
          @media (prefers-color-scheme: dark) {
            text { fill: #e6edf3 } .paper { fill: #161b22 } .wave { stroke: #3fb950 } .grid { stroke: #30363d } .mark { stroke: #d29922 } .soft { fill: #9198a1 }
          }
        </style>
        <rect class="paper" width="{{Width}}" height="{{height}}" rx="8"/>
        """);
    for (double second = 0; second <= Seconds; second += 0.5)
    {
        svg.AppendLine(Invariant($"""<line class="grid" x1="{X(second):F1}" y1="28" x2="{X(second):F1}" y2="{40 + strip}"/><text class="soft" x="{X(second):F1}" y="20" text-anchor="middle">{second:F1} s</text>"""));
    }

    for (int i = 0; i < pins.Length; i++)
    {
        int low = 40 + ((i + 1) * RowHeight) - 10;
        svg.AppendLine(Invariant($"""<text x="16" y="{low - 6}">{pins[i]}</text><path class="wave" d="{Wave(lines.Where(line => line.Kind == pins[i]), low, low - 24)}"/>"""));
    }

    int y = 40 + strip + 30;
    foreach (Line line in events)
    {
        svg.AppendLine(Invariant($"""<line class="mark" x1="{X(line.Time):F1}" y1="28" x2="{X(line.Time):F1}" y2="{40 + strip}"/><text x="16" y="{y}"><tspan class="soft">{line.Time,8:F3} {line.Kind,-6}</tspan> {Escape(line.Text)}</text>"""));
        y += 20;
    }

    return svg.AppendLine("</svg>").ToString().Replace("\r\n", "\n", StringComparison.Ordinal);
}

static string Wave(IEnumerable<Line> edges, int low, int high)
{
    StringBuilder path = new(Invariant($"M{Left} {low}"));
    int level = low;
    foreach (Line edge in edges)
    {
        path.Append(Invariant($" L{X(edge.Time):F1} {level}"));
        level = edge.Text.StartsWith("high", StringComparison.Ordinal) ? high : low;
        path.Append(Invariant($" L{X(edge.Time):F1} {level}"));
    }

    return path.Append(Invariant($" L{Width - Right} {level}")).ToString();
}

static double X(double time) => Left + (time / Seconds * (Width - Left - Right));

static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);

static string ThisFile([CallerFilePath] string path = "") => path;

internal sealed record Line(double Time, string Kind, string Text);
