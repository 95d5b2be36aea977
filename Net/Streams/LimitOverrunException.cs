using System.IO;

namespace AsyncCore.Net;

/// <summary>
/// A line, a record or the rest of a stream is longer than the reader allows, so that no peer can fill the heap. Nothing is lost: what has come can still
/// be read. In asyncio: <c>LimitOverrunError</c>.
/// </summary>
public class LimitOverrunException : IOException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="limit">How many bytes were allowed.</param>
    public LimitOverrunException(int limit)
        : base("What is read does not end within " + limit + " bytes. Read what is there with Read, or allow more.")
    {
        Limit = limit;
    }

    /// <summary>How many bytes were allowed.</summary>
    public int Limit { get; }
}
