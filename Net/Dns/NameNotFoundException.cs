namespace AsyncCore.Net;

/// <summary>There is no host of that name, or it has no IPv4 address. In asyncio: <c>socket.gaierror</c>, <c>EAI_NONAME</c>.</summary>
public class NameNotFoundException : NameResolutionException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">Which name.</param>
    public NameNotFoundException(string message)
        : base(message)
    {
    }
}
