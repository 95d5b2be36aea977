namespace AsyncCore.Net;

/// <summary>The lines of a stream, for <c>await foreach</c>; see <see cref="Stream.ReadLines(int)"/>.</summary>
/// <remarks>Leaving the loop early leaves the rest of the stream for the next read.</remarks>
public sealed class Lines
{
    private readonly Stream stream;
    private readonly int limit;

    internal Lines(Stream stream, int limit)
    {
        this.stream = stream;
        this.limit = limit;
    }

    /// <summary>The line that was read last.</summary>
    public string Current { get; private set; }

    /// <summary>Part of the pattern of <c>await foreach</c>.</summary>
    /// <returns>This.</returns>
    public Lines GetAsyncEnumerator() => this;

    /// <summary>Waits for the next line.</summary>
    /// <returns>False at the end of the stream.</returns>
    public async Coroutine<bool> MoveNextAsync()
    {
        Current = await stream.ReadLine(limit);
        return Current != null;
    }
}
