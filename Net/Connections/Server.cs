using System;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace AsyncCore.Net;

/// <summary>Listens at a port and serves each client in a task of its own. In asyncio: <c>Server</c>.</summary>
/// <remarks>
/// <para>A handler that fails costs its own connection and is reported to the loop's exception handler; the server goes on.</para>
/// <para>The board has four sockets in all. When none is left the server stops accepting until one is free again, or refuses clients, as it was told; see
/// <see cref="ServerOptions.Surplus"/>.</para>
/// <code>
///   Start ──> serving ──Close──> closing ──(the last client has gone)──> ended
/// </code>
/// </remarks>
public sealed partial class Server : ITaskOwner
{
    private readonly ClientHandler handler;
    private readonly PolledSocket listener;
    private readonly SurplusPolicy surplus;
    private readonly int backlog;
    private readonly int idleTimeoutMs;
    private readonly TransportFilter filter;
    private readonly string clientPurpose;
    private readonly Event ended = new Event();
    private Exception failure;
    private bool isClosed;

    private Server(ClientHandler handler, PolledSocket listener, ServerOptions options)
    {
        this.handler = handler;
        this.listener = listener;
        surplus = options.Surplus;
        backlog = options.Backlog;
        idleTimeoutMs = options.IdleTimeoutMs;
        filter = options.Filter;
        MaxConnections = options.MaxConnections;
        LocalAddress = listener.LocalEndPoint.ToString();
        Port = listener.LocalEndPoint.Port;
        clientPurpose = "a client of port " + Port;
    }

    /// <summary>The port it listens at, also if any was asked for.</summary>
    public int Port { get; }

    /// <summary>Address and port it listens at. In asyncio: <c>sockets[0].getsockname()</c>.</summary>
    public string LocalAddress { get; }

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
    /// <exception cref="ArgumentOutOfRangeException">The port is out of range.</exception>
    public static Server Start(ClientHandler handler, int port) => Start(handler, new ServerOptions { Port = port });

    /// <summary>Listens at a port on all addresses of the board, and refuses surplus clients. In asyncio: <c>start_server()</c>.</summary>
    /// <param name="handler">Serves a client.</param>
    /// <param name="port">The port, 1 to 65535; 0 for any that is free.</param>
    /// <param name="backlog">How many connections may wait to be accepted; at least 1.</param>
    /// <param name="maxConnections">How many clients are served at once; at least 1.</param>
    /// <returns>The server; it listens.</returns>
    /// <exception cref="PortInUseException">The port is taken.</exception>
    /// <exception cref="TooManySocketsException">The board has no socket left.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static Server Start(ClientHandler handler, int port, int backlog, int maxConnections) => Start(
        handler, new ServerOptions { Port = port, Backlog = backlog, MaxConnections = maxConnections, Surplus = SurplusPolicy.Refuse });

    /// <summary>
    /// Listens as it is told. Before the network is up it listens, too, and says so to the loop's exception handler: nobody can reach it until then. In asyncio:
    /// <c>start_server()</c>.
    /// </summary>
    /// <param name="handler">Serves a client.</param>
    /// <param name="options">Where to listen, and the limits.</param>
    /// <returns>The server; it listens.</returns>
    /// <exception cref="PortInUseException">The port is taken.</exception>
    /// <exception cref="TooManySocketsException">The board has no socket left.</exception>
    /// <exception cref="ArgumentException">The address is no IPv4 address.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static Server Start(ClientHandler handler, ServerOptions options)
    {
        if (handler == null || options == null)
        {
            throw new ArgumentNullException(handler == null ? nameof(handler) : nameof(options));
        }

        Check(options);
        IPAddress address = options.Address == null ? IPAddress.Any : IPv4.Parse(options.Address);
        PolledSocket listener = PolledSocket.OpenStream("a server at port " + options.Port);
        listener.Bind(new IPEndPoint(address, options.Port), options.Backlog);
        Server server = new Server(handler, listener, options);
        server.StartTask(server.AcceptClients(), null);
        if (address.Equals(IPAddress.Any) && IPGlobalProperties.GetIPAddress().Equals(IPAddress.Any))
        {
            EventLoop.Current.Report(new ExceptionContext(
                "A server listens at port " + server.Port + ", but the board has no address: nobody can reach it before the network is up", null, null));
        }

        return server;
    }

    /// <summary>Stops listening at once. Clients that are being served are served to their end. Twice is fine. In asyncio: <c>close()</c>.</summary>
    public void Close()
    {
        isClosed = true;
        listener.Close();
        listener.Readable.Signal();
        room.Signal();
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

    /// <summary>As <see cref="WaitClosed"/>, but cancelling it closes the server. In asyncio: <c>serve_forever()</c>.</summary>
    /// <returns>What to await, once.</returns>
    /// <exception cref="SocketException">The server closed because its socket failed.</exception>
    public async Coroutine ServeForever()
    {
        try
        {
            await WaitClosed();
        }
        finally
        {
            Close();
        }
    }

    /// <summary>Closes the server and waits until the last client has gone: <c>await using (Server server = Server.Start(...))</c>.</summary>
    /// <returns>What to await, once.</returns>
    /// <exception cref="SocketException">The server closed because its socket failed.</exception>
    public Coroutine DisposeAsync()
    {
        Close();
        return WaitClosed();
    }

    private static void Check(ServerOptions options)
    {
        if (options.Port < 0 || options.Port > IPEndPoint.MaxPort)
        {
            throw new ArgumentOutOfRangeException(nameof(options), "A port is 0 to 65535, not " + options.Port + ".");
        }

        if (options.Backlog < 1 || options.MaxConnections < 1 || options.IdleTimeoutMs < 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options),
                "Backlog and MaxConnections are at least 1 and IdleTimeoutMs is not negative; not "
                    + options.Backlog + ", " + options.MaxConnections + ", " + options.IdleTimeoutMs + ".");
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
