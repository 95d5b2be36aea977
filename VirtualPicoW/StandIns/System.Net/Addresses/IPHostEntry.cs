namespace System.Net;

/// <summary>A host and its addresses.</summary>
public class IPHostEntry
{
    /// <summary>The name.</summary>
    public string HostName { get; internal set; }

    /// <summary>The addresses.</summary>
    public IPAddress[] AddressList { get; internal set; }
}
