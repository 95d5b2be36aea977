using System.Text;
using AsyncCore;
using AsyncCore.Net;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;
using static NetTests.OnBoard;

namespace NetTests;

[TestClass]
public class InspectorTests
{
    private static readonly byte[] Buffer = new byte[2000];
    private static int port;

    [Setup]
    public void Join() => JoinWifi();

    [TestMethod]
    public void Whoever_asks_is_told_tasks_memory_sockets_and_turns() => RunWithPort(AskOnce(), "tasks inspector memory sockets turns");

    [TestMethod]
    public void It_answers_again_and_takes_one_socket() => RunWithPort(AskTwice(), "1 tasks tasks 0");

    [TestMethod]
    public void A_long_answer_comes_in_several_datagrams_of_whole_lines() => RunWithPort(AskForMuch(), "32 and_more");

    [TestMethod]
    public void A_second_one_at_its_port_is_refused() => RunWithPort(StartTwice(), "in_use");

    [TestMethod]
    public void The_longest_turns_are_told_if_they_are_watched() => RunWithPort(AskForTurns(), "watched");

    private static async Coroutine AskOnce()
    {
        Task inspector = CreateTask(Inspector.Run(port), "inspector");
        string text = await Ask(1);
        SayIf(text, " tasks\n", "tasks");
        SayIf(text, "inspector runs, in Run > Answer", "inspector");
        SayIf(text, "\nmemory: ", "memory");
        SayIf(text, "\nsockets: 2 in use: ", "sockets");
        SayIf(text, "\nlongest turns: not watched, SlowTurnMs is 0\n", "turns");
        await End(inspector);
    }

    private static async Coroutine AskTwice()
    {
        Task inspector = CreateTask(Inspector.Run(port));
        await SleepMs(0);
        Say(SocketBudget.InUse.ToString());
        SayIf(await Ask(1), " tasks\n", "tasks");
        SayIf(await Ask(1), " tasks\n", "tasks");
        await End(inspector);
        Say(SocketBudget.InUse.ToString());
    }

    private static async Coroutine AskForMuch()
    {
        Task inspector = CreateTask(Inspector.Run(port));
        Task[] many = new Task[40];
        for (int i = 0; i < many.Length; i++)
        {
            many[i] = CreateTask(Wait(), "one of many tasks with a name so long that their lines do not fit in a datagram " + i);
        }

        string text = await Ask(3);
        SayIf(text, "\n#32 ", "32");
        SayIf(text, "\nand ", "and_more");
        for (int i = 0; i < many.Length; i++)
        {
            many[i].Cancel();
        }

        await End(inspector);
    }

    private static async Coroutine StartTwice()
    {
        Task inspector = CreateTask(Inspector.Run(port));
        await SleepMs(0);
        try
        {
            await Inspector.Run(port);
        }
        catch (PortInUseException)
        {
            Say("in_use");
        }

        await End(inspector);
    }

    private static async Coroutine AskForTurns()
    {
        EventLoop.Current.SlowTurnMs = 100000;
        Task inspector = CreateTask(Inspector.Run(port));
        SayIf(await Ask(1), "\nlongest turns: none of 100000 ms or more\n", "watched");
        EventLoop.Current.SlowTurnMs = 0;
        await End(inspector);
    }

    /// <summary>Finds a port first that is free.</summary>
    private static void RunWithPort(Coroutine main, string expected)
    {
        DatagramSocket probe = DatagramSocket.Bind(0);
        port = probe.Port;
        probe.Close();
        Run(main, expected);
    }

    /// <summary>Asks, and puts together so many datagrams of the answer, each of which must end with a line.</summary>
    private static async Coroutine<string> Ask(int datagrams)
    {
        DatagramSocket client = DatagramSocket.Bind("127.0.0.1", 0);
        try
        {
            await SleepMs(0);
            await client.SendTo(Buffer, 0, 1, DatagramSocket.Receiver("127.0.0.1", port));
            string text = "";
            for (int i = 0; i < datagrams; i++)
            {
                int count = await client.ReceiveFrom(Buffer, 0, Buffer.Length);
                Assert.IsTrue(count <= 1400 && Buffer[count - 1] == '\n');
                text += new string(Encoding.UTF8.GetChars(Buffer, 0, count));
            }

            return text;
        }
        finally
        {
            client.Close();
        }
    }

    private static void SayIf(string text, string part, string word)
    {
        Assert.Contains(part, text);
        Say(word);
    }

    private static async Coroutine Wait() => await new Event();

    private static async Coroutine End(Task task)
    {
        task.Cancel();
        await Gather(true, task);
    }
}
