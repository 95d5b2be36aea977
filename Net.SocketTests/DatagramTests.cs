using System;
using System.Net;
using System.Net.Sockets;
using System.Text;
using AsyncCore;
using AsyncCore.Net;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;
using static NetTests.OnBoard;

namespace NetTests;

[TestClass]
public class DatagramTests
{
    private static readonly byte[] Buffer = new byte[2000];

    [Setup]
    public void Join() => JoinWifi();

    [TestMethod]
    public void S13_1_a_datagram_says_who_sent_it() => Run(SendBothWays(), "null one:b two:a");

    [TestMethod]
    public void S13_3_one_receive_is_one_datagram() => Run(ReceiveThree(), "a bb '' cccc");

    [TestMethod]
    public void S13_3_a_buffer_that_is_too_small_cuts_the_datagram() => Run(ReceiveCut(), "abc next");

    [TestMethod]
    public void S13_3_a_receive_that_is_cancelled_loses_nothing() => Run(CancelReceive(), "timeout cancelled kept");

    [TestMethod]
    public void S13_3_a_second_receiver_is_refused() => Run(ReceiveByTwo(), "misuse first");

    [TestMethod]
    public void S13_3_a_connected_socket_hears_its_peer_only() => Run(ConnectToPeer(), "question answer");

    [TestMethod]
    public void S13_3_a_peer_that_takes_nothing_is_told_by_a_later_call() => Run(SendToNobody(), "unreachable goes_on");

    [TestMethod]
    public void S13_3_only_a_connected_socket_sends_without_a_receiver() => Run(SendUnconnected(), "misuse misuse misuse");

    [TestMethod]
    public void S13_3_try_send_does_not_wait() => Run(TrySend(), "True True one two 0");

    [TestMethod]
    public void Datagrams_that_are_sent_at_once_make_no_new_objects() => Run(SendTwoAtOnce(), "the_same_two");

    [TestMethod]
    public void S13_3_broadcast_must_be_allowed() => Run(AllowBroadcast(), "False True");

    [TestMethod]
    public void S13_3_the_virtual_board_knows_no_multicast_and_says_so() => Run(JoinGroup(), "10042 no_address");

    [TestMethod]
    public void A_port_of_datagrams_that_is_taken_is_refused() => Run(BindTwice(), "in_use range range one");

    [TestMethod]
    public void Closing_tells_who_receives_and_who_sends_later() => Run(CloseUnderReceiver(), "closed closed closed");

    [TestMethod]
    public void Who_sends_and_receives_datagrams_lets_others_have_a_turn() => Run(Flood(), "50 turns");

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static Coroutine Send(DatagramSocket socket, string text, DatagramSocket to)
    {
        byte[] bytes = Bytes(text);
        return socket.SendTo(bytes, 0, bytes.Length, DatagramSocket.Receiver("127.0.0.1", to.Port));
    }

    private static async Coroutine<string> Receive(DatagramSocket socket)
    {
        int count = await socket.ReceiveFrom(Buffer, 0, Buffer.Length);
        return count == 0 ? "''" : Encoding.UTF8.GetString(Buffer, 0, count);
    }

    private static async Coroutine SendBothWays()
    {
        DatagramSocket a = DatagramSocket.Bind(0);
        DatagramSocket b = DatagramSocket.Bind("127.0.0.1", 0);
        Say(a.Sender == null ? "null" : "somebody");
        await Send(b, "one", a);
        Say(await Receive(a) + (a.Sender.Port == b.Port ? ":b" : ":?"));
        byte[] answer = Bytes("two");
        await a.SendTo(answer, 0, answer.Length, a.Sender);
        Say(await Receive(b) + (b.Sender.Port == a.Port ? ":a" : ":?"));
        a.Close();
        b.Close();
    }

    private static async Coroutine ReceiveThree()
    {
        DatagramSocket a = DatagramSocket.Bind(0);
        DatagramSocket b = DatagramSocket.Bind(0);
        await Send(a, "a", b);
        await Send(a, "bb", b);
        await Send(a, "", b);
        await Send(a, "cccc", b);
        for (int i = 0; i < 4; i++)
        {
            Say(await Receive(b));
        }

        a.Close();
        b.Close();
    }

    private static async Coroutine ReceiveCut()
    {
        DatagramSocket a = DatagramSocket.Bind(0);
        DatagramSocket b = DatagramSocket.Bind(0);
        await Send(a, "abcdef", b);
        await Send(a, "next", b);
        int count = await b.ReceiveFrom(Buffer, 10, 3);
        Say(Encoding.UTF8.GetString(Buffer, 10, count));
        Say(await Receive(b));
        a.Close();
        b.Close();
    }

    private static async Coroutine CancelReceive()
    {
        DatagramSocket a = DatagramSocket.Bind(0);
        DatagramSocket b = DatagramSocket.Bind(0);
        try
        {
            await WaitForMs(Receive(b), 5);
        }
        catch (TimeoutException)
        {
            Say("timeout");
        }

        Task receiver = CreateTask(Receive(b));
        await SleepMs(0);
        await Send(a, "kept", b);
        receiver.Cancel();
        try
        {
            await receiver;
        }
        catch (CancelledException)
        {
            Say("cancelled");
        }

        Say(await Receive(b));
        a.Close();
        b.Close();
    }

    private static async Coroutine ReceiveByTwo()
    {
        DatagramSocket a = DatagramSocket.Bind(0);
        Task<string> first = CreateTask(Receive(a));
        await SleepMs(1);
        await SayMisuse(Receive(a));
        await Send(a, "first", a);
        Say(await first);
        a.Close();
    }

    private static async Coroutine SayMisuse(Coroutine work)
    {
        try
        {
            await work;
            Say("fine");
        }
        catch (InvalidOperationException)
        {
            Say("misuse");
        }
    }

    private static async Coroutine ConnectToPeer()
    {
        DatagramSocket server = DatagramSocket.Bind(0);
        DatagramSocket stranger = DatagramSocket.Bind(0);
        DatagramSocket client = DatagramSocket.Connect("127.0.0.1", server.Port);
        byte[] question = Bytes("question");
        await client.Send(question, 0, question.Length);
        Say(await Receive(server));
        await Send(stranger, "noise", client);
        await Send(server, "answer", client);
        int count = await client.Receive(Buffer, 0, Buffer.Length);
        Say(Encoding.UTF8.GetString(Buffer, 0, count));
        client.Close();
        stranger.Close();
        server.Close();
    }

    private static async Coroutine SendToNobody()
    {
        DatagramSocket server = DatagramSocket.Bind(0);
        int port = server.Port;
        server.Close();
        DatagramSocket client = DatagramSocket.Connect("127.0.0.1", port);
        await client.Send(Buffer, 0, 1);
        try
        {
            await client.Receive(Buffer, 0, 1);
        }
        catch (PeerUnreachableException)
        {
            Say("unreachable");
        }

        server = DatagramSocket.Bind(port);
        await client.Send(Bytes("goes_on"), 0, 7);
        Say(await Receive(server));
        client.Close();
        server.Close();
    }

    private static async Coroutine SendUnconnected()
    {
        DatagramSocket a = DatagramSocket.Bind(0);
        await SayMisuse(Later(() => a.Send(Buffer, 0, 1)));
        await SayMisuse(Later(() => a.Receive(Buffer, 0, 1)));
        await SayMisuse(Later(() =>
        {
            a.TrySend(Buffer, 0, 1);
            return null;
        }));
        a.Close();
    }

    private static async Coroutine Later(Call call) => await call();

    private delegate Coroutine Call();

    private static async Coroutine TrySend()
    {
        DatagramSocket a = DatagramSocket.Bind(0);
        DatagramSocket b = DatagramSocket.Connect("127.0.0.1", a.Port);
        Say(b.TrySend(Bytes("one"), 0, 3).ToString());
        Say(b.TrySendTo(Bytes("two"), 0, 3, DatagramSocket.Receiver("127.0.0.1", a.Port)).ToString());
        Say(await Receive(a));
        Say(await Receive(a));
        Say(b.DroppedCount.ToString());
        a.Close();
        b.Close();
    }

    private static async Coroutine SendTwoAtOnce()
    {
        DatagramSocket socket = DatagramSocket.Bind(0);
        IPEndPoint receiver = DatagramSocket.Receiver("127.0.0.1", socket.Port);
        byte[] bytes = new byte[1];
        Coroutine first = socket.SendTo(bytes, 0, 1, receiver);
        Coroutine second = socket.SendTo(bytes, 0, 1, receiver);
        await first;
        await second;
        Coroutine third = socket.SendTo(bytes, 0, 1, receiver);
        Coroutine fourth = socket.SendTo(bytes, 0, 1, receiver);
        Say((third == first || third == second) && (fourth == first || fourth == second) ? "the_same_two" : "others");
        await third;
        await fourth;
        socket.Close();
    }

    private static async Coroutine AllowBroadcast()
    {
        DatagramSocket a = DatagramSocket.Bind(0);
        Say(a.IsBroadcastAllowed.ToString());
        a.IsBroadcastAllowed = true;
        Say(a.IsBroadcastAllowed.ToString());
        a.Close();
    }

    private static async Coroutine JoinGroup()
    {
        DatagramSocket a = DatagramSocket.Bind(0);
        try
        {
            a.JoinGroup("239.1.2.3");
        }
        catch (SocketException exception)
        {
            Say(exception.ErrorCode.ToString());
        }

        try
        {
            a.LeaveGroup("a group");
        }
        catch (ArgumentException)
        {
            Say("no_address");
        }

        a.Close();
    }

    private static async Coroutine BindTwice()
    {
        DatagramSocket a = DatagramSocket.Bind(0);
        await SayRefusal(a.Port);
        await SayRefusal(-1);
        await SayRefusal(65536);
        Say(SocketBudget.InUse == 1 ? "one" : "leak");
        a.Close();
    }

    private static async Coroutine SayRefusal(int port)
    {
        try
        {
            DatagramSocket.Bind(port).Close();
            Say("bound");
        }
        catch (PortInUseException)
        {
            Say("in_use");
        }
        catch (ArgumentOutOfRangeException)
        {
            Say("range");
        }
    }

    private static async Coroutine CloseUnderReceiver()
    {
        DatagramSocket a = DatagramSocket.Bind(0);
        Task receiver = CreateTask(SayClosed(Receive(a)));
        await SleepMs(1);
        IPEndPoint somebody = DatagramSocket.Receiver("127.0.0.1", a.Port);
        a.Close();
        a.Close();
        await receiver;
        await SayClosed(Receive(a));
        await SayClosed(a.SendTo(Buffer, 0, 1, somebody));
    }

    private static async Coroutine SayClosed(Coroutine work)
    {
        try
        {
            await work;
            Say("open");
        }
        catch (ObjectDisposedException)
        {
            Say("closed");
        }
    }

    private static async Coroutine Flood()
    {
        DatagramSocket a = DatagramSocket.Bind(0);
        IPEndPoint self = DatagramSocket.Receiver("127.0.0.1", a.Port);
        Task source = CreateTask(SendForever(a, self));
        Task sink = CreateTask(ReceiveForever(a));
        int turns = 0;
        while (turns < 50)
        {
            await SleepMs(0);
            turns++;
        }

        source.Cancel();
        sink.Cancel();
        await SleepMs(0);
        a.Close();
        Say(turns + " turns");
    }

    private static async Coroutine SendForever(DatagramSocket socket, IPEndPoint receiver)
    {
        while (true)
        {
            await socket.SendTo(Buffer, 0, 10, receiver);
        }
    }

    private static async Coroutine ReceiveForever(DatagramSocket socket)
    {
        while (true)
        {
            await socket.ReceiveFrom(Buffer, 0, 10);
        }
    }
}
