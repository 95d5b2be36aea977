using System;

namespace VirtualPicoW.Hardware;

/// <summary>A socket operation failed. Stand-ins turn it into nanoFramework's SocketException.</summary>
/// <param name="code">The error, as a Winsock number; .NET and nanoFramework use the same ones.</param>
/// <param name="message">A sentence that says what happened.</param>
public sealed class SocketFailure(int code, string message) : Exception(message)
{
    /// <summary>The error, as a Winsock number.</summary>
    public int Code { get; } = code;
}
