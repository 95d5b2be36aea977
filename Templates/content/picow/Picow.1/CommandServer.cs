using System;
using AsyncCore;
using AsyncCore.Board;
using AsyncCore.Net;
using Picow._1.Devices;
using static AsyncCore.Asyncio;

namespace Picow._1;

/// <summary>Takes commands over TCP, a line each: <c>status</c>, and <c>period 200</c>.</summary>
internal sealed class CommandServer
{
    /// <summary>In bytes, so that nobody can fill the board's memory with a line that never ends.</summary>
    private const int MaxLineLength = 80;

    /// <summary>A client that vanished without a word says nothing; this frees its socket, of which a board has few.</summary>
    private const int MaxSilenceMs = 60 * 1000;

    private const string Period = "period ";

    private readonly Wifi wifi;
    private readonly Blinker blinker;

    internal CommandServer(Wifi wifi, Blinker blinker)
    {
        this.wifi = wifi;
        this.blinker = blinker;
    }

    /// <summary>Waits for the network, then serves for ever.</summary>
    internal async Coroutine Serve()
    {
        await wifi.Up.Wait();
        Server server = Server.Start(Welcome, Settings.Port);
        Console.WriteLine("listening on " + wifi.Address + ":" + server.Port);
        await server.ServeForever();
    }

    private async Coroutine Welcome(Stream client)
    {
        try
        {
            while (await WaitForMs(AnswerOne(client), MaxSilenceMs))
            {
            }
        }
        catch (TimeoutException)
        {
            Console.WriteLine(client.Peer + " was silent for too long");
        }
        catch (LimitOverrunException)
        {
            Console.WriteLine(client.Peer + " sent a line of more than " + MaxLineLength + " bytes");
        }
        catch (ConnectionResetException)
        {
            // It has gone without taking leave.
        }
    }

    /// <returns>False when the client has gone.</returns>
    private async Coroutine<bool> AnswerOne(Stream client)
    {
        string line = await client.ReadLine(MaxLineLength);
        if (line == null)
        {
            return false;
        }

        await client.Write(Answer(line.Trim()) + "\n");
        return true;
    }

    private string Answer(string command)
    {
        if (command == "status")
        {
            return "period " + blinker.PeriodMs + " ms, " + blinker.FlashCount + " flashes";
        }

        if (command.StartsWith(Period) && int.TryParse(command.Substring(Period.Length), out int periodMs)
            && periodMs is >= Blinker.MinPeriodMs and <= Blinker.MaxPeriodMs)
        {
            blinker.PeriodMs = periodMs;
            return "ok";
        }

        return "status, or period and " + Blinker.MinPeriodMs + " to " + Blinker.MaxPeriodMs;
    }
}
