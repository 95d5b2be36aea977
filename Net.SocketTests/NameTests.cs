using System.Device.Wifi;
using System.Net;
using System.Net.NetworkInformation;
using AsyncCore;
using AsyncCore.Net;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;
using static NetTests.OnBoard;

namespace NetTests;

/// <summary>
/// Resolving names over sockets. The access point names a name server, which knows pico.test (127.0.0.1), two.test (127.0.0.2, where nobody is, and 127.0.0.1) and a few more,
/// and keeps silent about silent.test and what is below it.
/// </summary>
[TestClass]
public class NameTests
{
    private const int FirstFreePort = 49152;

    [Setup]
    public void Join() => JoinWifi();

    [TestMethod]
    public void The_access_point_names_a_name_server()
    {
        NetworkInterface network = NetworkInterface.GetAllNetworkInterfaces()[0];
        Assert.AreEqual(network.IPv4Address == "127.0.0.1" ? "127.0.0.53" : "192.168.4.1", network.IPv4DnsAddresses[0]);
    }

    [TestMethod]
    public void S10_3_a_name_is_resolved_by_the_server_that_the_network_names() => Run(Resolve("two.test"), "127.0.0.2 127.0.0.1");

    [TestMethod]
    public void S10_3_a_host_that_does_not_exist_is_told_of() => Run(Resolve("missing.test"), "There is no host named 'missing.test'.");

    [TestMethod]
    public void S10_4_the_loop_turns_while_a_server_is_silent() => Run(TurnWhileSilent(), "turned waiting");

    [TestMethod]
    public void S10_4_a_board_that_is_on_no_network_is_told_so_at_once()
    {
        WifiAdapter.FindAllAdapters()[0].Disconnect();
        try
        {
            Run(Resolve("off.test"), "No name can be resolved: the board is on no network, or the network names no name server. Join one, or set NameResolver.Default.Servers.");
        }
        finally
        {
            JoinWifi();
        }
    }

    [TestMethod]
    public void S10_6_many_lookups_that_are_given_up_leave_no_socket() => Run(GiveUpMany(), "given_up:30");

    [TestMethod]
    public void Each_question_comes_from_another_port_that_is_hard_to_guess() => Run(WatchPorts(), "ports_differ high");

    [TestMethod]
    public void Without_a_socket_left_nothing_is_resolved_and_the_reason_is_told() => Run(ResolveWithoutSocket(), "too_many");

    [TestMethod]
    public void Datagrams_go_to_a_host_by_its_name() => Run(SendByName(), "hello");

    private static async Coroutine Resolve(string name)
    {
        try
        {
            foreach (IPAddress address in await NameResolver.Default.Resolve(name))
            {
                Say(address.ToString());
            }
        }
        catch (NameResolutionException exception)
        {
            Say(exception.Message);
        }
    }

    private static async Coroutine TurnWhileSilent()
    {
        Task resolving = CreateTask(Resolve("silent.test"));
        for (int i = 0; i < 20; i++)
        {
            await SleepMs(1);
        }

        Say("turned");
        Say(resolving.IsDone ? "done" : "waiting");
        resolving.Cancel();
    }

    private static async Coroutine GiveUpMany()
    {
        int count = 0;
        for (int i = 0; i < 30; i++)
        {
            Task task = CreateTask(Resolve((i % 6) + ".silent.test"));
            await SleepMs(i % 3);
            task.Cancel();
            try
            {
                await task;
            }
            catch (CancelledException)
            {
                count++;
            }
        }

        Say("given_up:" + count);
    }

    private static async Coroutine WatchPorts()
    {
        DatagramSocket server = DatagramSocket.Bind(0);
        NameResolver.Default.Servers = new[] { new IPEndPoint(IPAddress.Loopback, server.Port) };
        try
        {
            int first = await PortOfQuestion(server);
            int second = await PortOfQuestion(server);
            int third = await PortOfQuestion(server);
            Say(first != second && second != third && first != third ? "ports_differ" : "ports_repeat");
            Say(first >= FirstFreePort && second >= FirstFreePort && third >= FirstFreePort ? "high" : "low");
        }
        finally
        {
            NameResolver.Default.Servers = null;
            server.Close();
        }
    }

    private static async Coroutine<int> PortOfQuestion(DatagramSocket server)
    {
        byte[] question = new byte[512];
        Task asking = CreateTask(Resolve("here.test"));
        await server.ReceiveFrom(question, 0, question.Length);
        asking.Cancel();
        await SleepMs(0);
        return server.Sender.Port;
    }

    private static async Coroutine ResolveWithoutSocket()
    {
        await WithoutSockets(async () => await NameResolver.Default.Resolve("socketless.test"));
    }

    private static async Coroutine SendByName()
    {
        DatagramSocket receiver = DatagramSocket.Bind(0);
        DatagramSocket sender = DatagramSocket.Bind(0);
        IPEndPoint remote = await NameResolver.Default.ResolveEndPoint("pico.test", receiver.Port);
        byte[] buffer = System.Text.Encoding.UTF8.GetBytes("hello");
        await sender.SendTo(buffer, 0, buffer.Length, remote);
        int count = await receiver.ReceiveFrom(buffer, 0, buffer.Length);
        Say(System.Text.Encoding.UTF8.GetString(buffer, 0, count));
        sender.Close();
        receiver.Close();
    }
}
