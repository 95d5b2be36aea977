using System;
using System.Net;
using System.Threading;

namespace AsyncCore.Net;

/// <summary>
/// One try to connect. The board can only do that by blocking a thread, so it has one of its own; each has a socket, and so there are
/// never more than the board has sockets. Given up, it closes the socket when the thread returns.
/// </summary>
internal sealed class ConnectAttempt
{
    private readonly PolledSocket socket;
    private readonly IPEndPoint remote;
    private readonly ThreadSafeFlag returned = new ThreadSafeFlag();
    private Exception failure;
    private bool hasReturned;
    private bool isGivenUp;

    internal ConnectAttempt(PolledSocket socket, IPEndPoint remote)
    {
        this.socket = socket;
        this.remote = remote;
    }

    internal async Coroutine Run()
    {
        new Thread(ConnectOnThread).Start();
        try
        {
            await returned.Wait();
        }
        catch (CancelledException)
        {
            GiveUp();
            throw;
        }

        if (failure != null)
        {
            socket.Close();
            throw new ConnectFailedException("Could not connect to " + remote + ": " + failure.Message, failure);
        }
    }

    private void ConnectOnThread()
    {
        try
        {
            socket.Connect(remote);
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        lock (this)
        {
            hasReturned = true;
            if (isGivenUp)
            {
                socket.Close();
            }
        }

        returned.Set();
    }

    private void GiveUp()
    {
        lock (this)
        {
            isGivenUp = true;
            if (hasReturned)
            {
                socket.Close();
            }
        }
    }
}
