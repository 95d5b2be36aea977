using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace VirtualPicoW.Tests;

/// <summary>Reads the stream of events of a page, as a browser does.</summary>
internal sealed class PageClient : IDisposable
{
    private readonly HttpClient client;
    private readonly StreamReader reader;

    private PageClient(HttpClient client, Stream stream)
    {
        this.client = client;
        reader = new StreamReader(stream);
    }

    /// <summary>The number of the last event.</summary>
    public string? LastId { get; private set; }

    /// <summary>Begins to read.</summary>
    /// <param name="url">The page's address.</param>
    /// <param name="from">The number of the event that was read last, if any.</param>
    public static async Task<PageClient> Open(string url, string? from = null)
    {
        HttpClient client = new();
        return new PageClient(client, await client.GetStreamAsync(url + "events" + (from == null ? "" : "?from=" + from)));
    }

    /// <summary>The next event.</summary>
    public async Task<(string Type, JsonElement Data)> Next()
    {
        using CancellationTokenSource limit = new(TestBoards.Patience);
        return await Next(limit.Token);
    }

    /// <summary>Reads on to an event.</summary>
    public async Task<JsonElement> ReadTo(string type, Func<JsonElement, bool> matches)
    {
        using CancellationTokenSource limit = new(TestBoards.Patience);
        while (true)
        {
            (string read, JsonElement data) = await Next(limit.Token);
            if (read == type && matches(data))
            {
                return data;
            }
        }
    }

    /// <summary>Reads until there were so many changes of level of a pin.</summary>
    public async Task<List<(long Time, bool High)>> ReadEdges(int pin, int count)
    {
        List<(long, bool)> edges = [];
        while (edges.Count < count)
        {
            foreach (JsonElement edge in (await ReadTo("edges", _ => true)).GetProperty("events").EnumerateArray())
            {
                if (edge[1].GetInt32() == pin)
                {
                    edges.Add((edge[0].GetInt64(), edge[2].GetInt32() == 1));
                }
            }
        }

        return edges;
    }

    public void Dispose()
    {
        reader.Dispose();
        client.Dispose();
    }

    private async Task<(string Type, JsonElement Data)> Next(CancellationToken limit)
    {
        string type = "";
        string data = "";
        while (await reader.ReadLineAsync(limit) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
            {
                LastId = line[4..];
            }
            else if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                type = line[7..];
            }
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                data = line[6..];
            }
            else if (line.Length == 0)
            {
                return (type, JsonDocument.Parse(data).RootElement);
            }
        }

        throw new EndOfStreamException("The page has said goodbye.");
    }
}
