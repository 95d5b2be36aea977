using System;
using System.Net;

namespace AsyncCore.Net;

/// <summary>Connects to servers.</summary>
public static partial class Connection
{
    /// <summary>How long <see cref="Open(string, int, int)"/> tries unless told otherwise, in milliseconds.</summary>
    public const int DefaultConnectTimeoutMs = 15000;

    /// <summary>
    /// Connects. All addresses of a name are tried in turn. Cancelled, it gives its socket back at once. In asyncio: <c>open_connection()</c>.
    /// </summary>
    /// <param name="host">A name such as <c>example.org</c>, or an IPv4 address such as <c>192.168.1.20</c>.</param>
    /// <param name="port">The port, 1 to 65535.</param>
    /// <param name="connectTimeoutMs">
    /// How long to try in all, to resolve the name and to connect, in milliseconds, at least 1. Each address gets an equal share of what is left.
    /// </param>
    /// <returns>The connection. Close it when it is no longer needed.</returns>
    /// <exception cref="ConnectionRefusedException">Nobody listens there.</exception>
    /// <exception cref="ConnectTimeoutException">Nobody answered in time.</exception>
    /// <exception cref="ConnectFailedException">The network is down, or each address failed in another way; the message says which and why.</exception>
    /// <exception cref="NameNotFoundException">There is no such host.</exception>
    /// <exception cref="NameResolutionException">The name could not be resolved.</exception>
    /// <exception cref="TooManySocketsException">The board has no socket left.</exception>
    /// <exception cref="ArgumentException">The host is neither a name nor an address.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static async Coroutine<Stream> Open(string host, int port, int connectTimeoutMs = DefaultConnectTimeoutMs)
    {
        return new Stream(await OpenSocket(host, port, connectTimeoutMs));
    }

    /// <summary>Connects a socket, which is the caller's to close; see <see cref="Open(string, int, int)"/>.</summary>
    internal static async Coroutine<PolledSocket> OpenSocket(string host, int port, int connectTimeoutMs)
    {
        IPv4.CheckPort(port);
        if (connectTimeoutMs < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(connectTimeoutMs), "A time to connect is at least 1 ms, not " + connectTimeoutMs + ".");
        }

        Clock clock = EventLoop.Current.Clock;
        long deadlineMs = clock.NowMs + connectTimeoutMs;
        IPAddress[] addresses = await Resolve(host, connectTimeoutMs);
        ConnectFailures failures = new ConnectFailures(host, port);
        for (int i = 0; i < addresses.Length; i++)
        {
            int limitMs = Share(deadlineMs - clock.NowMs, addresses.Length - i);
            try
            {
                return await ConnectAttempt.Run(new IPEndPoint(addresses[i], port), "a connection to " + host, limitMs);
            }
            catch (Exception exception) when (exception is not CancelledException && (i > 0 || exception is not TooManySocketsException))
            {
                failures.Add(addresses[i], exception, limitMs);
            }
        }

        throw failures.ToException();
    }

    private static async Coroutine<IPAddress[]> Resolve(string host, int limitMs)
    {
        try
        {
            return await Asyncio.WaitForMs(NameResolver.Default.Resolve(host), limitMs);
        }
        catch (TimeoutException exception)
        {
            throw new NameResolutionException("'" + host + "' could not be resolved within " + limitMs + " ms.", exception);
        }
    }

    /// <summary>So a silent address leaves the others their time.</summary>
    private static int Share(long leftMs, int count)
    {
        int share = (int)(leftMs / count);
        return share > 0 ? share : 1;
    }
}
