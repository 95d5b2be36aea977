using VirtualPicoW.Hardware;

namespace System.Net.Sockets;

/// <summary>A socket operation failed.</summary>
public class SocketException : Exception
{
    /// <summary>A failure of this kind.</summary>
    public SocketException(SocketError errorCode)
        : base($"The socket operation failed: {errorCode}.") => ErrorCode = (int)errorCode;

    internal SocketException(SocketFailure failure)
        : base(failure.Message) => ErrorCode = failure.Code;

    /// <summary>The <see cref="SocketError"/>, as a number.</summary>
    public int ErrorCode { get; }
}
