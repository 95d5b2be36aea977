namespace System.Net;

/// <summary>Where something is on a network.</summary>
public abstract class EndPoint
{
    /// <summary>The end point as bytes.</summary>
    public abstract SocketAddress Serialize();

    /// <summary>An end point from bytes.</summary>
    public abstract EndPoint Create(SocketAddress socketAddress);
}
