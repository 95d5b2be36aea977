using System;
using System.Net;
using System.Net.Sockets;

namespace AsyncCore.Net;

/// <summary>Why none of a host's addresses could be connected to, address by address, for the one exception that tells.</summary>
internal sealed class ConnectFailures
{
    private readonly string host;
    private readonly int port;
    private string text = string.Empty;
    private Exception last;
    private bool areRefusals = true;
    private bool areTimeouts = true;

    internal ConnectFailures(string host, int port)
    {
        this.host = host;
        this.port = port;
    }

    /// <summary>Notes the failure of one address.</summary>
    internal void Add(IPAddress address, Exception failure, int limitMs)
    {
        bool isTimeout = failure is TimeoutException;
        bool isRefusal = failure is SocketException socketFailure && socketFailure.ErrorCode == (int)SocketError.ConnectionRefused;
        string reason = isTimeout ? "did not answer within " + limitMs + " ms" : isRefusal ? "refused" : "failed: " + failure.Message;
        text += (last == null ? string.Empty : "; ") + IPv4.Text(address) + " " + reason;
        areTimeouts &= isTimeout;
        areRefusals &= isRefusal;
        last = failure;
    }

    /// <summary>All of them as one exception.</summary>
    internal ConnectFailedException ToException()
    {
        string message = "Could not connect to " + host + ":" + port + ": " + text + ".";
        if (areTimeouts)
        {
            return new ConnectTimeoutException(message, last);
        }

        return areRefusals ? new ConnectionRefusedException(message, last) : new ConnectFailedException(message, last);
    }
}
