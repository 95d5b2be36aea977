using System.Collections;
using System.Net;
using System.Net.Sockets;
using AsyncCore;
using AsyncCore.Net;
using static AsyncCore.Asyncio;

namespace UnitTests;

/// <summary>A resolver, and the name servers 10.0.0.1 to 10.0.0.4 that it asks, which do what a test's script tells them. No sockets, virtual time.</summary>
internal static class NameServersInMemory
{
    private static Script script;

    /// <summary>Says what becomes of a question: answer it with <see cref="Reply"/>, or let it be lost.</summary>
    internal delegate void Script(int server, int id, string name);

    internal static NameResolver Resolver { get; private set; }

    /// <summary>The socket that is open; null if none is.</summary>
    internal static Port Open { get; private set; }

    /// <summary>How often a socket was opened.</summary>
    internal static int Openings { get; private set; }

    /// <summary>How many questions were sent.</summary>
    internal static int Questions { get; private set; }

    /// <summary>True while nothing can be sent.</summary>
    internal static bool IsDown { get; set; }

    /// <summary>Makes a new resolver with so many servers.</summary>
    internal static void Begin(int servers, Script script)
    {
        NameServersInMemory.script = script;
        Open = null;
        Openings = 0;
        Questions = 0;
        IsDown = false;
        Resolver = new NameResolver(OpenPort);
        IPEndPoint[] endPoints = new IPEndPoint[servers];
        for (int i = 0; i < servers; i++)
        {
            endPoints[i] = Server(i + 1);
        }

        Resolver.Servers = endPoints;
    }

    internal static IPEndPoint Server(int number) => new IPEndPoint(new IPAddress(new byte[] { 10, 0, 0, (byte)number }), 53);

    /// <summary>Lets a message come in after a time.</summary>
    internal static void Reply(DnsMessageWriter message, IPEndPoint sender, int delayMs) => _ = CreateTask(Deliver(new Datagram(message, sender), delayMs));

    /// <summary>Lets a server answer with an address that lasts a minute.</summary>
    internal static void Reply(int server, int id, string name, int address, int delayMs) =>
        Reply(new DnsMessageWriter(id, name, DnsMessageWriter.Ok).Address(null, 60, address), Server(server), delayMs);

    /// <summary>Resolves a name and says how that ended, and when: <c>10.0.0.7@20</c>.</summary>
    internal static async Coroutine Say(string name)
    {
        try
        {
            IPAddress[] addresses = await Resolver.Resolve(name);
            string text = "";
            for (int i = 0; i < addresses.Length; i++)
            {
                text += (i == 0 ? "" : ",") + Text(addresses[i]);
            }

            Trace.AddWithTime(text);
        }
        catch (NameNotFoundException)
        {
            Trace.AddWithTime("no_host");
        }
        catch (NameResolutionException)
        {
            Trace.AddWithTime("no_answer");
        }
        catch (CancelledException)
        {
            Trace.AddWithTime("cancelled");
            throw;
        }
    }

    /// <summary>Resolves a name, which must fail, and says what the message is.</summary>
    internal static async Coroutine SayWhyNot(string name)
    {
        try
        {
            await Resolver.Resolve(name);
        }
        catch (NameResolutionException exception)
        {
            Trace.Add(exception.Message);
        }
    }

    internal static string Text(IPAddress address)
    {
        byte[] bytes = address.GetAddressBytes();
        return bytes[0] + "." + bytes[1] + "." + bytes[2] + "." + bytes[3];
    }

    private static DnsTransport OpenPort(System.Random random)
    {
        Openings++;
        Open = new Port();
        return Open;
    }

    private static async Coroutine Deliver(Datagram datagram, int delayMs)
    {
        await SleepMs(delayMs);
        Open?.Take(datagram);
    }

    /// <summary>The resolver's socket.</summary>
    internal sealed class Port : DnsTransport
    {
        private readonly ArrayList incoming = new ArrayList();
        private IPEndPoint sender;

        internal Port()
            : base(new NamedReadiness("a message of a name server"))
        {
        }

        internal override IPEndPoint Sender => sender;

        internal void Take(Datagram datagram)
        {
            incoming.Add(datagram);
            Readable.Signal();
        }

        internal override void Send(byte[] message, int length, IPEndPoint receiver)
        {
            if (IsDown)
            {
                throw new SocketException(SocketError.NetworkDown);
            }

            Questions++;
            string name = "";
            for (int i = 12; message[i] != 0; i += message[i] + 1)
            {
                name += (i == 12 ? "" : ".") + NetText(message, i + 1, message[i]);
            }

            script(receiver.Address.GetAddressBytes()[3], DnsResponse.IdOf(message, length), name);
        }

        internal override int Receive(byte[] buffer)
        {
            if (incoming.Count == 0)
            {
                return Nothing;
            }

            Datagram datagram = (Datagram)incoming[0];
            incoming.RemoveAt(0);
            sender = datagram.Sender;
            int length = datagram.Message.Length < buffer.Length ? datagram.Message.Length : buffer.Length;
            System.Array.Copy(datagram.Message.Bytes, buffer, length);
            return length;
        }

        internal override void Close() => Open = null;

        private static string NetText(byte[] bytes, int start, int count)
        {
            string text = "";
            for (int i = start; i < start + count; i++)
            {
                text += (char)bytes[i];
            }

            return text;
        }
    }

    internal sealed class Datagram
    {
        internal Datagram(DnsMessageWriter message, IPEndPoint sender)
        {
            Message = message;
            Sender = sender;
        }

        internal DnsMessageWriter Message { get; }

        internal IPEndPoint Sender { get; }
    }
}
