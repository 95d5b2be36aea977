using System;
using System.Net;
using System.Net.Sockets;

namespace AsyncCore.Net;

/// <summary>Listens at a port and serves each client in a task of its own. In asyncio: <c>Server</c>.</summary>
/// <remarks>
/// <para>A handler that fails costs its own connection and is reported to the loop's exception handler; the server goes on.</para>
/// <para>The board has four sockets in all. A client for whom there is none, or who comes when <see cref="MaxConnections"/> are there, is refused: its connection is
/// closed at once.</para>
/// </remarks>
public sealed class Server
{
    private const int DefaultBacklog = 2;
    private const int FirstPauseMs = 50;
    private const int LongestPauseMs = 1000;

    private readonly ClientHandler handler;
    private readonly PolledSocket listener;
    private readonly Event ended = new Event();
    private Exception failure;
    private bool isClosed;

    private Server(ClientHandler handler, PolledSocket listener, int maxConnections)
    {
        this.handler = handler;
        this.listener = listener;
        MaxConnections = maxConnections;
        Port = listener.Local.Port;
    }

    /// <summary>The port it listens at, also if any was asked for.</summary>
    public int Port { get; }

    /// <summary>How many clients it serves at once.</summary>
    public int MaxConnections { get; }

    /// <summary>How many clients it serves now.</summary>
    public int ConnectionCount { get; private set; }

    /// <summary>True until it is closed. In asyncio: <c>is_serving()</c>.</summary>
    public bool IsServing => !isClosed;

    /// <summary>Listens at a port on all addresses of the board, for as many clients as there are sockets. In asyncio: <c>start_server()</c>.</summary>
    /// <param name="handler">Serves a client.</param>
    /// <param name="port">The port, 1 to 65535; 0 for any that is free.</param>
    /// <returns>The server; it listens.</returns>
    /// <exception cref="PortInUseException">The port is taken.</exception>
    /// <exception cref="TooManySocketsException">The board has no socket left.</exception>
    public static Server Start(ClientHandler handler, int port) => Start(handler, port, DefaultBacklog, int.MaxValue);

    /// <summary>Listens at a port on all addresses of the board. In asyncio: <c>start_server()</c>.</summary>
    /// <param name="handler">Serves a client.</param>
    /// <param name="port">The port, 1 to 65535; 0 for any that is free.</param>
    /// <param name="backlog">How many connections may wait to be accepted; at least 1.</param>
    /// <param name="maxConnections">How many clients are served at once; at least 1.</param>
    /// <returns>The server; it listens.</returns>
    /// <exception cref="PortInUseException">The port is taken.</exception>
    /// <exception cref="TooManySocketsException">The board has no socket left.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static Server Start(ClientHandler handler, int port, int backlog, int maxConnections)
    {
        if (handler == null)
        {
            throw new ArgumentNullException(nameof(handler));
        }

        if (port < 0 || port > IPEndPoint.MaxPort || backlog < 1 || maxConnections < 1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(port), "A port is 0 to 65535, backlog and maxConnections are at least 1; not " + port + ", " + backlog + ", " + maxConnections + ".");
        }

        PolledSocket listener = PolledSocket.OpenStream("a server at port " + port);
        listener.Bind(new IPEndPoint(IPAddress.Any, port), backlog);
        Server server = new Server(handler, listener, maxConnections);
        server.StartTask(server.AcceptClients(), null);
        return server;
    }

    /// <summary>Stops listening at once. Clients that are being served are served to their end. Twice is fine. In asyncio: <c>close()</c>.</summary>
    public void Close()
    {
        isClosed = true;
        listener.Close();
        listener.Readable.Signal();
        SetIfEnded();
    }

    /// <summary>
    /// Waits until the server has been closed and its last client has gone: serves for ever if nobody closes it. Cancelling this leaves the
    /// server alone. In asyncio: <c>wait_closed()</c>.
    /// </summary>
    /// <returns>What to await, once.</returns>
    /// <exception cref="SocketException">The server closed because its socket failed.</exception>
    public async Coroutine WaitClosed()
    {
        await ended.Wait();
        if (failure != null)
        {
            throw failure;
        }
    }

    /// <summary>One of the server's tasks has ended, or will never start.</summary>
    /// <param name="stream">The client it served; null for the task that accepts them.</param>
    internal void NoteEnd(Stream stream)
    {
        if (stream == null)
        {
            Close();
            return;
        }

        stream.Abort();
        ConnectionCount--;
        SetIfEnded();
    }

    private static int Longer(int pauseMs)
    {
        int longer = pauseMs == 0 ? FirstPauseMs : pauseMs * 2;
        return longer < LongestPauseMs ? longer : LongestPauseMs;
    }

    private void StartTask(Coroutine coroutine, Stream stream) => EventLoop.Current.Start(new ServerTask(coroutine, this, stream));

    private async Coroutine AcceptClients()
    {
        int pauseMs = 0;
        try
        {
            while (!isClosed)
            {
                if (listener.CanRead)
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
        catch (SocketException exception)
        {
            failure = exception;
        }
    }

    /// <summary>Accepts a client that is there, or refuses it.</summary>
    /// <returns>False if that failed, so that it is better to wait a while.</returns>
    private bool AcceptOne()
    {
        try
        {
            if (ConnectionCount < MaxConnections)
            {
                Stream stream = new Stream(new SocketTransport(listener.Accept("a client of port " + Port)));
                ConnectionCount++;
                StartTask(Serve(stream), stream);
            }
            else
            {
                listener.Refuse();
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

    private async Coroutine Serve(Stream stream)
    {
        try
        {
            await (handler(stream) ?? throw new InvalidOperationException("The handler returned no coroutine. Make it an async method."));
        }
        catch (Exception exception) when (exception is not CancelledException)
        {
            EventLoop.Current.Report(
                new ExceptionContext("Serving " + stream.Peer + " failed; its connection is closed", exception, Asyncio.CurrentTask));
        }

        stream.Close();
        try
        {
            await stream.WaitClosed();
        }
        catch (ConnectionResetException)
        {
            // The client did not stay for the last of what it was sent.
        }
    }

    private void SetIfEnded()
    {
        if (isClosed && ConnectionCount == 0)
        {
            ended.Set();
        }
    }
}
