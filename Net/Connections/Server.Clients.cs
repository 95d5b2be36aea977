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
    /// <param name="task">The task.</param>
    /// <param name="fault">What it ended with, or null.</param>
    internal void NoteEnd(ServerTask task, Exception fault)
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

        if (fault != null && fault is not IdleTimeoutException)
        {
            Report(stream, fault, task);
        }

        stream.Close();
        if (stream.UnsentCount == 0)
        {
            NoteGone();
        }
        else
        {
            StartTask(SeeOff(stream), stream);
        }
    }

    private static int Longer(int pauseMs)
    {
        int longer = pauseMs == 0 ? FirstPauseMs : pauseMs * 2;
        return longer < MaxPauseMs ? longer : MaxPauseMs;
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
        int pauseMs = 0;
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
                pauseMs = AcceptOne() ? 0 : Longer(pauseMs);
                await Asyncio.SleepMs(pauseMs);
            }
            else
            {
                await listener.Readable;
            }
        }
    }

    /// <summary>Accepts a client that is there, or refuses it.</summary>
    /// <returns>False if that failed, so that it is better to wait a while.</returns>
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
