using System;
using System.IO;
using System.Net.Sockets;

namespace AsyncCore.Net;

/// <content>
/// Clients: accepted while there is room for them, served each in a task, seen off.
/// <code>
///   accept ──> (filter) ──> handler ──(it has ended)──> what was written is sent ──> closed
///                  └───────────┴──(cancelled)───────────────────────┴──────────────────^
/// </code>
/// </content>
public sealed partial class Server
{
    private const int FirstPauseMs = 50;
    private const int MaxPauseMs = 1000;

    private readonly Readiness room = new NamedReadiness("a client to go");

    private bool IsFull => ConnectionCount >= MaxConnections;

    /// <summary>One of the server's tasks has ended, or will never start.</summary>
    /// <returns>True: the server sees to how it ended.</returns>
    bool ITaskOwner.NoteEnd(Task task)
    {
        NoteEnd((ServerTask)task, task.Fault);
        return true;
    }

    private void NoteEnd(ServerTask task, Exception fault)
    {
        Stream stream = task.Stream;
        if (stream == null)
        {
            failure = fault is CancelledException ? null : fault;
            Close();
            return;
        }

        if (fault is CancelledException)
        {
            stream.Abort();
            NoteGone();
            return;
        }

        if (fault != null && fault is not (IdleTimeoutException or ConnectionCutException))
        {
            Report(stream, fault, task);
        }

        stream.Close();
        if (stream.IsClosed)
        {
            NoteGone();
        }
        else
        {
            StartTask(SeeOff(stream), stream);
        }
    }

    private static void Report(Stream stream, Exception fault, Task task) => EventLoop.Current.Report(
        new ExceptionContext("Serving " + stream.Peer + " failed; its connection is closed", fault, task));

    /// <summary>Waits for the rest of what a client is sent. Whether it stays for that is its own affair.</summary>
    private static async Coroutine SeeOff(Stream stream)
    {
        try
        {
            await stream.WaitClosed();
        }
        catch (IOException)
        {
            // It did not.
        }
    }

    private void StartTask(Coroutine coroutine, Stream stream) => EventLoop.Current.Start(new ServerTask(coroutine, this, stream));

    private async Coroutine AcceptClients()
    {
        int failures = 0;
        while (!isClosed)
        {
            if (surplus == SurplusPolicy.Wait && IsFull)
            {
                await room;
            }
            else if (surplus == SurplusPolicy.Wait && SocketBudget.IsExhausted && ConnectionCount > 0)
            {
                // With nobody here who could go, it has to try: others may have had the sockets, of whom the budget does not hear.
                await SocketBudget.Freed;
            }
            else if (listener.CanRead)
            {
                failures = AcceptOne() ? 0 : failures + 1;
                if (failures <= backlog)
                {
                    await Asyncio.SleepMs(0);
                }
                else
                {
                    await Pause(failures - backlog);
                }
            }
            else
            {
                failures = 0;
                await listener.Readable;
            }
        }
    }

    /// <summary>
    /// A client whom the network stack has refused is gone, and the next one's turn comes at once. More failures in a row than clients can have waited are no clients' doing: then it
    /// waits, longer each time, but not longer than until a socket is free.
    /// </summary>
    private static async Coroutine Pause(int attempts)
    {
        int pauseMs = FirstPauseMs;
        for (int i = 1; i < attempts && pauseMs < MaxPauseMs; i++)
        {
            pauseMs *= 2;
        }

        try
        {
            await Asyncio.WaitForMs(SocketBudget.Freed, pauseMs < MaxPauseMs ? pauseMs : MaxPauseMs);
        }
        catch (TimeoutException)
        {
            // None is: it tries nevertheless.
        }
    }

    /// <summary>Accepts a client that is there, or refuses it.</summary>
    /// <returns>False if that failed.</returns>
    private bool AcceptOne()
    {
        try
        {
            if (IsFull)
            {
                listener.Refuse();
            }
            else
            {
                Serve(listener.Accept(clientPurpose));
            }

            return true;
        }
        catch (SocketException)
        {
            // The client has gone again, or the network stack has no socket for it and refused it by itself.
            return false;
        }
        catch (TooManySocketsException)
        {
            return false;
        }
    }

    private void Serve(Transport transport)
    {
        Stream stream = new Stream(filter == null ? WatchIdleness(transport) : transport);
        try
        {
            StartTask(filter == null ? Handle(stream) : FilterAndHandle(stream), stream);
            ConnectionCount++;
        }
        catch (Exception exception)
        {
            Report(stream, exception, Asyncio.CurrentTask);
            stream.Abort();
        }
    }

    private Coroutine Handle(Stream stream) =>
        handler(stream) ?? throw new InvalidOperationException("The handler returned no coroutine. Make it an async method.");

    /// <summary>On top of a filter, which may move bytes that no client has sent.</summary>
    private Transport WatchIdleness(Transport transport) => idleTimeoutMs == 0 ? transport : new IdleTimeoutTransport(transport, idleTimeoutMs);

    private async Coroutine FilterAndHandle(Stream unfiltered)
    {
        ServerTask task = (ServerTask)Asyncio.CurrentTask;
        task.Stream = new Stream(WatchIdleness(await filter(unfiltered.Transport)));
        await Handle(task.Stream);
    }

    private void NoteGone()
    {
        ConnectionCount--;
        room.Signal();
        SetIfEnded();
    }
}
