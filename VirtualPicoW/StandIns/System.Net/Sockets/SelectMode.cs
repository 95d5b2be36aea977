namespace System.Net.Sockets;

/// <summary>What a socket is asked about.</summary>
public enum SelectMode
{
    SelectRead = 0,
    SelectWrite = 1,
    SelectError = 2,
}
