using System;

namespace AsyncCore.Samples;

/// <summary>A request that is not served. The message is the status to answer with, such as <c>404 Not Found</c>.</summary>
internal sealed class RefusedException : Exception
{
    internal RefusedException(string status, string header = "")
        : base(status)
    {
        Header = header;
    }

    /// <summary>What goes with the status, a line with its end; or nothing.</summary>
    internal string Header { get; }
}
