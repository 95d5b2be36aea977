using System;
using System.Threading;
using AsyncCore;
using AsyncCore.Net;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;
using static NetTests.OnBoard;

namespace NetTests;

/// <summary>Connecting by name and by address. At 127.0.0.2 nobody listens; 127.0.0.9 answers nobody.</summary>
[TestClass]
public class ConnectTests
{
    private const int NobodysPort = 1;

    private static int port;

    [Setup]
    public void Join() => JoinWifi();

    [TestMethod]
    public void A_connection_is_opened_by_name() => Run(Greet("pico.test"), "hi");

    [TestMethod]
    public void A_connection_is_opened_by_address() => Run(Greet("127.0.0.1"), "hi");

    [TestMethod]
    public void A_connection_is_opened_to_the_board_itself() => Run(Greet("localhost"), "hi");

    [TestMethod]
    public void S10_2_a_host_where_nobody_listens_refuses() =>
        Run(Fail("127.0.0.1", NobodysPort, 5000), "refused: Could not connect to 127.0.0.1:1: 127.0.0.1 refused.");

    [TestMethod]
    public void S10_3_a_host_that_does_not_exist_is_told_of() => Run(Fail("missing.test", 80, 5000), "no_host: There is no host named 'missing.test'.");

    [TestMethod]
    public void S10_4_a_name_server_that_is_silent_is_given_no_more_time_than_there_is() =>
        Run(Fail("silent.test", 80, 60), "no_answer: 'silent.test' could not be resolved within 60 ms.");

    [TestMethod]
    public void A_connection_does_not_wait_behind_blocking_calls_of_the_program() => Run(ConnectBesideBlockingCalls(), "hi");

    [TestMethod]
    public void Many_connections_at_once_each_have_all_their_time() => Run(ConnectManyToSilentHost(), "hi");

    [TestMethod]
    public void S10_5_all_addresses_of_a_name_are_tried() => Run(Greet("two.test"), "hi");

    [TestMethod]
    public void S10_5_a_silent_address_leaves_time_for_the_others() => Run(Greet("half-silent.test", 1000), "hi");

    [TestMethod]
    public void S10_5_when_all_fail_it_is_told_which_and_why() =>
        Run(Fail("dead.test", NobodysPort, 1000), "failed: Could not connect to dead.test:1: 127.0.0.9 did not answer within ? ms; 127.0.0.2 refused.");

    [TestMethod]
    public void S10_6_a_cancelled_connection_gives_its_socket_back_at_once() => Run(CancelConnecting(), "cancelled sockets:0");

    [TestMethod]
    public void S10_6_many_connections_given_up_at_any_moment_leave_no_socket() => Run(GiveUpMany(), "given_up:60 sockets:0 hi");

    [TestMethod]
    public void S10_7_a_silent_host_is_given_up_in_time() =>
        Run(Fail("127.0.0.9", 80, 50), "timeout: Could not connect to 127.0.0.9:80: 127.0.0.9 did not answer within ? ms.");

    [TestMethod]
    public void S10_7_the_loop_turns_meanwhile() => Run(TurnWhileConnecting(), "turned");

    [TestMethod]
    public void Without_a_socket_left_nobody_is_connected_to_and_the_reason_is_told() => Run(ConnectWithoutSocket(), "too_many");

    private static async Coroutine Serve(Stream client)
    {
        await client.Write(new byte[] { (byte)'h', (byte)'i', (byte)'\n' }, 0, 3);
    }

    private static async Coroutine Greet(string host, int connectTimeoutMs = Connection.DefaultConnectTimeoutMs)
    {
        Server server = Server.Start(Serve, 0);
        try
        {
            Stream stream = await Connection.Open(host, server.Port, connectTimeoutMs);
            Say((await stream.ReadLine()).Trim());
            stream.Close();
        }
        finally
        {
            server.Close();
            await server.WaitClosed();
        }
    }

    private static async Coroutine Fail(string host, int port, int connectTimeoutMs)
    {
        try
        {
            await Connection.Open(host, port, connectTimeoutMs);
            Say("connected");
        }
        catch (ConnectionRefusedException exception)
        {
            Say("refused: " + exception.Message);
        }
        catch (ConnectTimeoutException exception)
        {
            Say("timeout: " + Blur(exception.Message));
        }
        catch (ConnectFailedException exception)
        {
            Say("failed: " + Blur(exception.Message));
        }
        catch (NameNotFoundException exception)
        {
            Say("no_host: " + exception.Message);
        }
        catch (NameResolutionException exception)
        {
            Say("no_answer: " + exception.Message);
        }
    }

    /// <summary>How much time was left for an address is not the same each time.</summary>
    private static string Blur(string message)
    {
        int end = message.IndexOf(" ms");
        int start = end;
        while (message[start - 1] != ' ')
        {
            start--;
        }

        return message.Substring(0, start) + "?" + message.Substring(end);
    }

    private static async Coroutine CancelConnecting()
    {
        Task task = CreateTask(Connection.Open("127.0.0.9", 80));
        await Until(() => SocketBudget.InUse == 1);
        await SleepMs(5);
        task.Cancel();
        try
        {
            await task;
        }
        catch (CancelledException)
        {
            Say("cancelled");
        }

        Say("sockets:" + SocketBudget.InUse);
    }

    private static async Coroutine GiveUpMany()
    {
        Server server = Server.Start(Serve, 0);
        port = server.Port;
        int count = 0;
        for (int i = 0; i < 60; i++)
        {
            Task task = CreateTask(OpenAndClose(i % 2 == 0 ? "127.0.0.9" : "half-silent.test"));
            await Turn(i % 7);
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

        server.Close();
        await server.WaitClosed();
        Say("given_up:" + count + " sockets:" + SocketBudget.InUse);
        await Greet("127.0.0.1");
    }

    private static async Coroutine Turn(int turns)
    {
        for (int i = 0; i < turns; i++)
        {
            await SleepMs(i > 3 ? 1 : 0);
        }
    }

    private static async Coroutine OpenAndClose(string host)
    {
        Stream stream = await Connection.Open(host, port);
        stream.Close();
    }

    private static async Coroutine TurnWhileConnecting()
    {
        Task task = CreateTask(Fail("127.0.0.9", 80, OnBoard.PatienceMs));
        for (int i = 0; i < 20; i++)
        {
            await SleepMs(1);
        }

        task.Cancel();
        Say("turned");
    }

    private static async Coroutine ConnectWithoutSocket()
    {
        await WithoutSockets(async () => await Connection.Open("127.0.0.1", NobodysPort));
    }

    private static async Coroutine ConnectBesideBlockingCalls()
    {
        ManualResetEvent mayEnd = new ManualResetEvent(false);
        Task[] calls = new Task[4];
        for (int i = 0; i < calls.Length; i++)
        {
            calls[i] = CreateTask(ToThread(() => mayEnd.WaitOne(PatienceMs, false)));
        }

        await SleepMs(0);
        try
        {
            await Greet("127.0.0.1", 1000);
        }
        catch (ConnectFailedException exception)
        {
            Say(exception.Message);
        }

        mayEnd.Set();
        await Gather(calls);
    }

    private static async Coroutine ConnectManyToSilentHost()
    {
        Task[] attempts = new Task[5];
        for (int i = 0; i < attempts.Length; i++)
        {
            attempts[i] = CreateTask(Connection.Open("127.0.0.9", 80, PatienceMs));
        }

        await SleepMs(0);
        try
        {
            await Greet("127.0.0.1", 1000);
        }
        catch (ConnectFailedException exception)
        {
            Say(exception.Message);
        }

        for (int i = 0; i < attempts.Length; i++)
        {
            attempts[i].Cancel();
        }

        await Gather(true, attempts);
    }
}
