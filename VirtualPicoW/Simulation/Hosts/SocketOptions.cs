using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Net.Sockets;

namespace VirtualPicoW;

/// <summary>The options of a socket in a simulated network: those that a virtual board has, and what was set.</summary>
internal sealed class SocketOptions
{
    /// <summary>The number that nanoFramework and Winsock have for options of any socket.</summary>
    private const int SocketLevel = 0xFFFF;
    private const int TcpLevel = 6;

    private readonly Dictionary<(int Level, int Name), int> values = [];

    /// <summary>True if it may send to everybody.</summary>
    public bool AllowsBroadcast => values.GetValueOrDefault((SocketLevel, (int)SocketOptionName.Broadcast)) != 0;

    /// <summary>True if closing it resets the connection: the option Linger with no time at all.</summary>
    public bool ResetsAtClose => values.TryGetValue((SocketLevel, (int)SocketOptionName.Linger), out int seconds) && seconds == 0;

    /// <summary>Sets one.</summary>
    /// <exception cref="Hardware.SocketFailure">A virtual board has no such option.</exception>
    public void Set(int level, int name, byte[] value)
    {
        switch (level, (SocketOptionName)name)
        {
            case (SocketLevel, SocketOptionName.DontLinger):
                values.Remove((SocketLevel, (int)SocketOptionName.Linger));
                break;
            case (SocketLevel, SocketOptionName.ReuseAddress or SocketOptionName.SendTimeout or SocketOptionName.ReceiveTimeout or SocketOptionName.Linger):
            case (SocketLevel, SocketOptionName.KeepAlive or SocketOptionName.Broadcast):
            case (TcpLevel, SocketOptionName.NoDelay):
                values[(level, name)] = value.Length >= sizeof(int) ? BinaryPrimitives.ReadInt32LittleEndian(value) : 0;
                break;
            default:
                throw SocketFailures.Of(SocketError.ProtocolOption, $"A virtual board has no socket option {(SocketOptionName)name} at level {level}.");
        }
    }

    /// <summary>Reads one; 0 if it was not set.</summary>
    public void Get(int level, int name, byte[] value)
    {
        if (value.Length >= sizeof(int))
        {
            BinaryPrimitives.WriteInt32LittleEndian(value, values.GetValueOrDefault((level, name)));
        }
    }
}
