using System;
using System.Net;
using System.Net.Sockets;

namespace AsyncCore.Net;

/// <summary>
/// Finds out the addresses of one name: asks each server in turn, waits longer in each round, and follows aliases. It runs in a task of its own, for all that want the name.
/// </summary>
/// <remarks>
/// <code>
///   ask server 1 ──(no answer in time)──> ask server 2 ──> ... ──> next round ──> ... ──> failed: nobody answered
///        │  └──(refuses)──> the next server, and this one no more
///        ├──(alias)──> the same with the alias
///        └──(addresses, or none)──> done
/// </code>
/// </remarks>
internal sealed class NameLookup
{
    /// <summary>How often each server is asked.</summary>
    internal const int Rounds = 3;

    /// <summary>How long a server is given in the first round; in the second twice, in the third three times as long.</summary>
    internal const int RoundMs = 1000;

    /// <summary>How many aliases are followed from message to message.</summary>
    internal const int MaxAliases = 8;

    private const int NoId = -2;
    private const int PauseMs = 100;

    private readonly DnsClient exchange;
    private readonly IPEndPoint[] servers;
    private readonly string[] reports;
    private readonly bool[] isOut;
    private string question;
    private int askedCount;
    private DnsResponseKind outcome;
    private string alias;
    private byte[] addresses;
    private int lifetimeSeconds = int.MaxValue;

    internal NameLookup(string name, IPEndPoint[] servers, DnsClient exchange)
    {
        Name = name;
        question = name;
        this.exchange = exchange;
        this.servers = servers;
        reports = new string[servers.Length];
        isOut = new bool[servers.Length];
    }

    /// <summary>The name that is looked up.</summary>
    internal string Name { get; }

    /// <summary>The number of the question that is being asked.</summary>
    internal int Id { get; private set; } = NoId;

    /// <summary>The task it runs in.</summary>
    internal Task Task { get; set; }

    /// <summary>How many tasks wait for it; when the last has gone it is given up.</summary>
    internal int WaitingCount { get; private set; }

    /// <summary>What was found out; null before.</summary>
    internal NameCacheEntry Record { get; private set; }

    /// <summary>Waits for the end of the lookup. Cancelling this wait leaves the others alone.</summary>
    internal async Coroutine Join()
    {
        WaitingCount++;
        try
        {
            await Asyncio.Shield(Task);
        }
        finally
        {
            WaitingCount--;
            if (WaitingCount == 0 && !Task.IsDone)
            {
                Task.Cancel();
            }
        }
    }

    /// <summary>Looks the name up.</summary>
    /// <exception cref="NameResolutionException">Nobody answered, or nobody with an answer.</exception>
    /// <exception cref="TooManySocketsException">The board has no socket left.</exception>
    internal async Coroutine Run()
    {
        exchange.Enter(this);
        try
        {
            for (int i = 0; i <= MaxAliases; i++)
            {
                await AskServers();
                if (outcome != DnsResponseKind.Alias)
                {
                    Conclude();
                    return;
                }

                question = alias;
            }
        }
        finally
        {
            exchange.Leave(this);
        }

        throw new NameResolutionException("'" + Name + "' could not be resolved: its aliases lead to ever more aliases.");
    }

    /// <summary>Takes a message that repeats this lookup's number. It counts only if it comes from a server that was asked, and answers the question.</summary>
    internal void Take(byte[] message, int length, IPEndPoint sender, DnsResponse answer)
    {
        int server = askedCount;
        do
        {
            server--;
        }
        while (server >= 0 && !servers[server].Equals(sender));
        if (server < 0 || outcome != DnsResponseKind.None)
        {
            return;
        }

        DnsResponseKind kind = answer.Read(message, length, question);
        if (kind == DnsResponseKind.Malformed)
        {
            // Perhaps it is forged, and the true one is still to come.
            reports[server] = "sent an answer that makes no sense";
        }
        else if (kind == DnsResponseKind.Other)
        {
            reports[server] = "answered another question";
        }
        else if (kind == DnsResponseKind.Refused)
        {
            reports[server] = "said: " + Words(answer.Code);
            isOut[server] = true;
        }
        else if (kind == DnsResponseKind.Truncated)
        {
            reports[server] = "sent a part of an answer that is too long for a datagram, and there is no asking by TCP here";
            isOut[server] = true;
        }
        else if (kind != DnsResponseKind.None)
        {
            outcome = kind;
            alias = answer.Alias;
            addresses = answer.Addresses;
            lifetimeSeconds = answer.LifetimeSeconds < lifetimeSeconds ? answer.LifetimeSeconds : lifetimeSeconds;
        }
    }

    private static string Words(int code)
    {
        switch (code)
        {
            case 1:
                return "the question was not understood";
            case 2:
                return "server failure";
            case 4:
                return "not implemented";
            case 5:
                return "refused";
            default:
                return "error " + code;
        }
    }

    /// <summary>Asks until the question is answered.</summary>
    private async Coroutine AskServers()
    {
        outcome = DnsResponseKind.None;
        askedCount = 0;
        Id = exchange.NewId();
        for (int round = 1; round <= Rounds; round++)
        {
            for (int i = 0; i < servers.Length; i++)
            {
                if (isOut[i])
                {
                    continue;
                }

                askedCount = askedCount > i ? askedCount : i + 1;
                await WaitForAnswer(i, Ask(i) ? round * RoundMs : PauseMs);
                if (outcome != DnsResponseKind.None)
                {
                    return;
                }
            }
        }

        throw Failure();
    }

    /// <summary>Sends the question to a server; a failure is no reason to wait for an answer, but may pass.</summary>
    private bool Ask(int server)
    {
        try
        {
            exchange.Ask(servers[server], Id, question);
            return true;
        }
        catch (SocketException exception)
        {
            reports[server] = "could not be reached (socket error " + exception.ErrorCode + ")";
            return false;
        }
    }

    /// <summary>Waits until the question is answered, or this server refuses, or the time is up.</summary>
    private async Coroutine WaitForAnswer(int server, int limitMs)
    {
        long deadlineMs = EventLoop.Current.Clock.NowMs + limitMs;
        while (true)
        {
            bool isMore = exchange.Receive();
            int leftMs = (int)(deadlineMs - EventLoop.Current.Clock.NowMs);
            if (outcome != DnsResponseKind.None || isOut[server] || leftMs <= 0)
            {
                return;
            }

            if (isMore)
            {
                await Asyncio.SleepMs(0);
                continue;
            }

            try
            {
                await Asyncio.WaitForMs(exchange.Readable, leftMs);
            }
            catch (TimeoutException)
            {
                // What came in the last moment is taken all the same.
            }
        }
    }

    private void Conclude()
    {
        long lifetimeMs = lifetimeSeconds * 1000L;
        Record = new NameCacheEntry(Name, outcome, addresses, EventLoop.Current.Clock.NowMs + lifetimeMs);
    }

    private NameResolutionException Failure()
    {
        string text = "'" + Name + "'" + (question == Name ? string.Empty : ", an alias for '" + question + "',") + " could not be resolved: ";
        for (int i = 0; i < servers.Length; i++)
        {
            text += (i == 0 ? string.Empty : "; ") + IPv4.Text(servers[i]) + " " + (reports[i] ?? "did not answer");
        }

        return new NameResolutionException(text + ".");
    }
}
