namespace AsyncCore.Net;

/// <summary>What a message of a name server says.</summary>
internal enum DnsResponseKind
{
    /// <summary>Nothing yet, or no answer at all.</summary>
    None,

    /// <summary>It answers another question.</summary>
    Other,

    /// <summary>It answers the question, and makes no sense.</summary>
    Malformed,

    /// <summary>The answer did not fit into a datagram.</summary>
    Truncated,

    /// <summary>The server could not answer, or does not want to.</summary>
    Refused,

    /// <summary>There is no such name.</summary>
    NoName,

    /// <summary>There is such a name, but it has no IPv4 address.</summary>
    NoAddress,

    /// <summary>The name stands for another one, about which the server says nothing.</summary>
    Alias,

    /// <summary>The addresses.</summary>
    Addresses,
}
