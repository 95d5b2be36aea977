using System;

namespace AsyncCore.Net;

/// <summary>
/// The way out of a stream: whose turn it is to write, and a small buffer for the end of what was written, which is sent in the background without a task.
/// </summary>
/// <remarks>
/// Bytes go straight from the writer's buffer to the transport while it takes them. The buffer is made when it first does not. It makes small
/// writes cheap: the board's network stack takes bytes only when it has got rid of all before, and what gathers here meanwhile goes
/// out in one piece.
/// </remarks>
internal sealed class Outbox
{
    /// <summary>One segment of TCP over WiFi.</summary>
    internal const int Capacity = 1460;

    private readonly Transport transport;
    private readonly Stream stream;
    private Readiness turn;
    private byte[] buffer;
    private int start;
    private int count;
    private Task writer;

    internal Outbox(Transport transport, Stream stream)
    {
        this.transport = transport;
        this.stream = stream;
    }

    /// <summary>True if everything that was written has been handed to the transport.</summary>
    internal bool IsEmpty => count == 0;

    /// <summary>Why nothing can be sent any more, or null.</summary>
    internal Exception Failure { get; private set; }

    /// <summary>Gives the running task the turn to write, if nobody has it.</summary>
    /// <returns>What to wait for if somebody has; then it has the turn. Null if it has it now.</returns>
    internal Readiness Enter()
    {
        if (writer != null)
        {
            return turn ??= new Readiness("its turn to write");
        }

        writer = Asyncio.CurrentTask;
        return null;
    }

    /// <summary>Passes the turn on to the task that has waited longest, if the running task has it.</summary>
    internal void Leave()
    {
        if (writer != Asyncio.CurrentTask)
        {
            return;
        }

        writer = turn?.First;
        if (writer != null)
        {
            turn.WakeFirst();
        }
    }

    /// <summary>Sends or buffers as much as can be without waiting.</summary>
    /// <returns>How many bytes were taken; the rest is for another time.</returns>
    internal int Push(byte[] source, int offset, int number)
    {
        int taken = count == 0 ? SendDirectly(source, offset, number) : 0;
        int rest = number - taken;
        if (rest > 0 && rest <= Capacity - count)
        {
            Append(source, offset + taken, rest);
            taken = number;
        }

        return taken;
    }

    /// <summary>Sends what is buffered, as far as the transport takes it.</summary>
    internal void SendBuffered()
    {
        try
        {
            int sent = Send(buffer, start, count);
            start += sent;
            count -= sent;
        }
        catch (Exception exception)
        {
            Fail(exception);
        }

        if (count == 0)
        {
            Clear();
            stream.BufferWasSent();
        }
    }

    /// <summary>Forgets what is buffered.</summary>
    internal void Clear()
    {
        start = 0;
        count = 0;
        transport.Writable.Sender = null;
    }

    /// <summary>Forgets what is buffered, because it cannot be sent.</summary>
    internal void Fail(Exception exception)
    {
        Failure = exception;
        Clear();
    }

    private int SendDirectly(byte[] source, int offset, int number)
    {
        try
        {
            return Send(source, offset, number);
        }
        catch (Exception exception)
        {
            Fail(exception);
            throw;
        }
    }

    private int Send(byte[] source, int offset, int number)
    {
        int sent = 0;
        while (sent < number)
        {
            int taken = transport.Write(source, offset + sent, number - sent);
            if (taken == Transport.WouldWait)
            {
                break;
            }

            sent += taken;
        }

        return sent;
    }

    private void Append(byte[] source, int offset, int number)
    {
        buffer ??= new byte[Capacity];
        if (start + count + number > Capacity)
        {
            Array.Copy(buffer, start, buffer, 0, count);
            start = 0;
        }

        Array.Copy(source, offset, buffer, start + count, number);
        count += number;
        transport.Writable.Sender = this;
    }
}
