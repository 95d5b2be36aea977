using System;
using System.Net;

namespace AsyncCore.Net;

/// <summary>
/// One try to connect. The board can only do that by blocking a thread. Given up, the socket stays the thread's, which closes it when
/// it returns.
/// </summary>
internal sealed class ConnectAttempt
{
    private readonly PolledSocket socket;
    private readonly IPEndPoint remote;
    private bool isConnecting;
    private bool isGivenUp;

    internal ConnectAttempt(PolledSocket socket, IPEndPoint remote)
    {
        this.socket = socket;
        this.remote = remote;
    }

    /// <summary>Connects, or closes the socket.</summary>
    internal async Coroutine Run()
    {
        try
        {
            await Asyncio.ToThread(Connect);
        }
        catch (CancelledException)
        {
            GiveUp();
            throw;
        }
        catch (Exception exception)
        {
            socket.Close();
            throw new ConnectFailedException("Could not connect to " + remote + ": " + exception.Message, exception);
        }
    }

    /// <summary>Runs on a thread of its own, unless it was given up before that could start.</summary>
    private object Connect()
    {
        lock (this)
        {
            if (isGivenUp)
            {
                return null;
            }

            isConnecting = true;
        }

        try
        {
            socket.Connect(remote);
            return null;
        }
        finally
        {
            lock (this)
            {
                isConnecting = false;
                if (isGivenUp)
                {
                    socket.Close();
                }
            }
        }
    }

    private void GiveUp()
    {
        lock (this)
        {
            isGivenUp = true;
            if (!isConnecting)
            {
                socket.Close();
            }
        }
    }
}
