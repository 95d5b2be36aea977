namespace System.Runtime.Remoting;

/// <summary>Left over from the .NET Micro Framework.</summary>
public static class RemotingServices
{
    /// <summary>No object is a proxy.</summary>
    public static bool IsTransparentProxy(object proxy) => false;
}
