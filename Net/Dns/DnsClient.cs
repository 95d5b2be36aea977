using System;
using System.Net;
using System.Net.Sockets;

namespace AsyncCore.Net;

/// <summary>
/// The one socket through which all lookups ask, open only while there are any. Whoever waits for an answer takes whatever has come and hands it to the lookup that it
/// answers: so nobody need own the socket.
/// </summary>
internal sealed class DnsClient
{
    private const int Ids = 65536;

    /// <summary>More than the board keeps; a flood must not hold up the loop.</summary>
    private const int MaxAtOnce = 8;

    private readonly DnsTransport.Opener opener;
    private readonly NameLookup[] lookups = new NameLookup[NameResolver.MaxLookups];
    private int count;
    private Random random;
    private DnsTransport port;
    private byte[] message;
    private DnsResponse answer;

    internal DnsClient(DnsTransport.Opener opener) => this.opener = opener;

    /// <summary>Signalled when an answer may be there; only while a lookup is entered.</summary>
    internal Readiness Readable => port.Readable;

    /// <summary>Enters a lookup, and opens the socket for the first one.</summary>
    /// <exception cref="TooManySocketsException">The board has no socket left.</exception>
    /// <exception cref="NameResolutionException">The network gives no port.</exception>
    internal void Enter(NameLookup lookup)
    {
        if (port == null)
        {
            random ??= new Random();
            message = new byte[DnsResponse.MaxMessageLength];
            answer = new DnsResponse();

            // The last, and only if there is memory for the others: what is open is in use.
            port = OpenPort();
        }

        lookups[count++] = lookup;
    }

    /// <summary>Takes a lookup out; the last one closes the socket.</summary>
    internal void Leave(NameLookup lookup)
    {
        int place = Array.IndexOf(lookups, lookup);
        lookups[place] = lookups[--count];
        lookups[count] = null;
        if (count == 0)
        {
            port.Close();
            port = null;
            message = null;
            answer = null;
        }
    }

    /// <summary>A number for a question that no other lookup uses, and that is hard to guess.</summary>
    internal int NewId()
    {
        int id = random.Next(Ids);
        while (Find(id) != null)
        {
            id = random.Next(Ids);
        }

        return id;
    }

    /// <summary>Sends a question.</summary>
    /// <exception cref="SocketException">It could not be sent.</exception>
    internal void Ask(IPEndPoint server, int id, string question) => port.Send(message, DnsQuery.Write(message, id, question), server);

    /// <summary>Takes what has come, and hands it to whom it concerns. What answers no question that was asked is dropped.</summary>
    /// <returns>True if there may be more.</returns>
    /// <exception cref="NameResolutionException">The socket has failed.</exception>
    internal bool Receive()
    {
        try
        {
            for (int i = 0; i < MaxAtOnce; i++)
            {
                int length = port.Receive(message);
                if (length == DnsTransport.Nothing)
                {
                    return false;
                }

                Find(DnsResponse.IdOf(message, length))?.Take(message, length, port.Sender, answer);
            }

            return true;
        }
        catch (SocketException exception)
        {
            throw new NameResolutionException("The socket for the resolving of names has failed: " + exception.Message, exception);
        }
    }

    private DnsTransport OpenPort()
    {
        try
        {
            return opener(random);
        }
        catch (SocketException exception)
        {
            throw new NameResolutionException("The network gives no port for the resolving of names: " + exception.Message, exception);
        }
    }

    private NameLookup Find(int id)
    {
        for (int i = 0; i < count; i++)
        {
            if (lookups[i].Id == id)
            {
                return lookups[i];
            }
        }

        return null;
    }
}
