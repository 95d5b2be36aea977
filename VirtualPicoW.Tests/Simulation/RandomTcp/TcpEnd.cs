using System;
using System.Threading.Tasks;

namespace VirtualPicoW.Tests;

/// <summary>One end of a connection, in whichever world. What cannot go on because the connection is lost throws a <see cref="ConnectionLostException"/>.</summary>
public abstract class TcpEnd
{
    /// <summary>Writes all bytes.</summary>
    public abstract Task Write(ReadOnlyMemory<byte> bytes);

    /// <summary>Reads the next bytes; 0 is the end.</summary>
    public abstract Task<int> Read(Memory<byte> buffer);

    /// <summary>Writes no more.</summary>
    public abstract void EndSending();

    /// <summary>Closes in good order.</summary>
    public abstract void Close();

    /// <summary>Ends with a reset.</summary>
    public abstract void Reset();

    /// <summary>Lets a little time pass, in which the other end may hear of what was done.</summary>
    public abstract Task Rest();
}
