namespace AsyncCore.Net;

/// <summary>
/// What a stream has no use for as long as it reads bytes, writes what the transport takes at once, and is open: an idle connection is to be small.
/// </summary>
internal sealed class StreamExtras
{
    /// <summary>What has come and was not taken yet; null if nobody has looked for a separator so far.</summary>
    internal ReceiveBuffer ReceiveBuffer;

    /// <summary>What was written and not sent yet; null if nobody has waited to write so far.</summary>
    internal SendBuffer SendBuffer;

    /// <summary>The close; null if nobody has asked for it so far.</summary>
    internal Linger Linger;
}
