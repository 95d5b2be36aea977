using System;
using System.Net;
using System.Net.Sockets;

namespace VirtualPicoW;

/// <summary>
/// Where the page is: a port on 127.0.0.1 and a secret. The port is taken at once, so that the address can be told; whoever comes before there is a server waits for it.
/// </summary>
internal sealed class PageAddress : IDisposable
{
    /// <summary>The first port that is tried.</summary>
    public const int FirstPort = 5150;

    private const int Ports = 1000;
    private const int Backlog = 64;

    private PageAddress(Socket listener, string secret)
    {
        Listener = listener;
        Secret = secret;
        Port = ((IPEndPoint)listener.LocalEndPoint!).Port;
    }

    /// <summary>The socket that listens.</summary>
    public Socket Listener { get; }

    /// <summary>The port.</summary>
    public int Port { get; }

    /// <summary>What the path begins with.</summary>
    public string Secret { get; }

    /// <summary>What one enters in a browser.</summary>
    public string Url => $"http://127.0.0.1:{Port}/{Secret}/";

    /// <summary>Takes the first port that is free; null if a thousand of them are taken.</summary>
    /// <param name="firstPort">The first to try; 0 for any.</param>
    /// <param name="secret">What the path is to begin with.</param>
    public static PageAddress? Take(int firstPort, string secret)
    {
        for (int port = firstPort; port < firstPort + Ports; port++)
        {
            // Windows would let two boards have the same port.
            Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ExclusiveAddressUse = true };
            try
            {
                listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
                listener.Listen(Backlog);
                return new PageAddress(listener, secret);
            }
            catch (SocketException exception) when (exception.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
            {
                listener.Dispose();
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => Listener.Dispose();
}
