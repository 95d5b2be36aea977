// Board:  Raspberry Pi Pico W with nanoFramework, nothing wired. Set your network's name and password in Samples/Shared/Network.cs.
// You see: the board's address on the console. Then "nc <address> 9004" on several computers: what one types the others read. A board has sockets for three.
using System;
using System.Collections;
using System.IO;
using System.Text;
using AsyncCore.Board;
using AsyncCore.Net;
using static AsyncCore.Asyncio;
using Stream = AsyncCore.Net.Stream;

namespace AsyncCore.Samples;

/// <summary>Passes what each member says to all others, through a queue for each.</summary>
public static class Program
{
    private const int Port = 9004;
    private const int MaxLineLength = 200;
    private const int MaxSilenceMs = 10 * 60 * 1000;

    private static readonly ArrayList Members = new ArrayList();
    private static int count;

    /// <summary>Runs until the power goes.</summary>
    public static void Main() => Run(Serve());

    private static async Coroutine Serve()
    {
        Wifi wifi = await Network.Join();
        Server server = Server.Start(Welcome, new ServerOptions { Port = Port, IdleTimeoutMs = MaxSilenceMs });
        Console.WriteLine("listening on " + wifi.Address + ":" + server.Port);
        await server.ServeForever();
    }

    private static async Coroutine Welcome(Stream client)
    {
        Member member = new Member(client, "guest " + (++count));
        Members.Add(member);
        Tell(null, member.Name + " has come");
        try
        {
            // Whichever ends first ends the other.
            await WaitAny(Hear(member, client), member.Deliver());
        }
        catch (IOException exception)
        {
            Console.WriteLine(member.Name + ": " + exception.Message);
        }
        finally
        {
            Members.Remove(member);
            Tell(null, member.Name + " has gone");
        }
    }

    private static async Coroutine Hear(Member member, Stream client)
    {
        await foreach (string line in client.ReadLines(MaxLineLength))
        {
            Tell(member, member.Name + ": " + Printable(line));
        }
    }

    /// <summary>Tells all but the one who says it. That takes no time, however slow they are.</summary>
    private static void Tell(Member speaker, string text)
    {
        byte[] line = Encoding.UTF8.GetBytes(text + "\n");
        for (int i = 0; i < Members.Count; i++)
        {
            Member member = (Member)Members[i];
            if (member != speaker)
            {
                member.Tell(line);
            }
        }
    }

    /// <summary>Without the end of the line, and without what a terminal would take for a command.</summary>
    private static string Printable(string line)
    {
        char[] text = line.TrimEnd('\r', '\n').ToCharArray();
        for (int i = 0; i < text.Length; i++)
        {
            text[i] = text[i] is < ' ' or (>= '\x7f' and < '\xa0') ? '.' : text[i];
        }

        return new string(text);
    }
}
