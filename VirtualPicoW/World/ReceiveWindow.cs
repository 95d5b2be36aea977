using System;
using System.Diagnostics;
using System.Net.Sockets;
using System.Threading;

namespace VirtualPicoW;

/// <summary>
/// lwIP's receive window of a connection. To take over what has come says in one call of the operating system whether anything has, what it is, and whether the connection still stands. A program that looks at
/// what has come before it takes it needs it as well: an operating system may stop the sender long before it holds that much, for it counts the memory of a segment until the last byte of it is taken, and whoever
/// waits there for more to come would wait for ever.
/// </summary>
internal sealed class ReceiveWindow(Socket socket)
{
    /// <summary>lwIP's TCP_WND on this target.</summary>
    private const int Size = 5920;

    private readonly Lock gate = new();
    private byte[] bytes = [];
    private int start;
    private int count;
    private bool hasAll;
    private bool isEnded;
    private SocketError failure = SocketError.Success;

    /// <summary>True if the connection was found to have failed, and nobody has been told so yet.</summary>
    public bool HasFailed => failure != SocketError.Success;

    /// <summary>When the system last gave bytes, or had none, for a connection that stood; by the stopwatch. 0 once it has ended or failed: after the end, only who asks for it hears of a failure.</summary>
    public long SoundAt { get; private set; }

    /// <summary>What is known without a question.</summary>
    public WatchState State
    {
        get
        {
            lock (gate)
            {
                return count > 0 || isEnded || HasFailed ? WatchState.Ready : hasAll ? WatchState.NotReady : WatchState.Unknown;
            }
        }
    }

    /// <summary>How many bytes can be received at once.</summary>
    public int Available
    {
        get
        {
            lock (gate)
            {
                TakeOver();
                return count < Size ? count : count + socket.Available;
            }
        }
    }

    /// <summary>True if a receive has something to tell: bytes, the end, or a failure.</summary>
    public bool LookAhead()
    {
        lock (gate)
        {
            if (count == 0)
            {
                TakeOver();
            }

            return count > 0 || isEnded || HasFailed;
        }
    }

    /// <summary>Gives out bytes, which stay if they are only looked at: -1 if there are none, 0 at the end.</summary>
    public int Receive(Span<byte> target, bool peek, out SocketError error)
    {
        lock (gate)
        {
            if (peek || count == 0)
            {
                TakeOver();
            }

            if (count == 0)
            {
                error = TakeFailure();
                return isEnded ? 0 : -1;
            }

            error = SocketError.Success;
            int given = Math.Min(target.Length, count);
            bytes.AsSpan(start, given).CopyTo(target);
            if (!peek)
            {
                start += given;
                count -= given;
            }

            return given;
        }
    }

    /// <summary>The failure that a look has met: the system tells of it once only.</summary>
    public SocketError TakeFailure()
    {
        SocketError taken = failure;
        failure = SocketError.Success;
        return taken;
    }

    /// <summary>Takes over what the system has, as far as there is room.</summary>
    private void TakeOver()
    {
        if (count == Size || isEnded || HasFailed)
        {
            return;
        }

        if (bytes.Length == 0)
        {
            bytes = new byte[Size];
        }

        if (start > 0)
        {
            Array.Copy(bytes, start, bytes, 0, count);
            start = 0;
        }

        int received = socket.Receive(bytes.AsSpan(count), SocketFlags.None, out SocketError error);
        isEnded = error == SocketError.Success && received == 0;
        failure = error == SocketError.WouldBlock ? SocketError.Success : error;
        count += error == SocketError.Success ? received : 0;
        bool isSound = !isEnded && !HasFailed;
        hasAll = isSound && count < Size;
        SoundAt = isSound ? Stopwatch.GetTimestamp() : 0;
    }
}
