using System.Net;
using System.Net.Sockets;
using System.Text;
using nanoFramework.Runtime.Native;

namespace AsyncCore.Net;

/// <summary>
/// Tells over the network how the board is: its tasks and who waits for whom, free memory, sockets in use, the longest turns. Whoever sends a datagram to its port, with
/// whatever in it, gets that as text. Nothing can be changed through it.
/// </summary>
/// <example>
/// <code>
/// CreateTask(Inspector.Run());
/// ...
/// $ echo | nc -u -w1 192.168.1.20 8095
/// </code>
/// </example>
/// <remarks>
/// It takes one socket and makes no object before it is asked. It says all of it to anybody in the network: start it where that may be. An answer is bounded, and there are no more
/// than five a second, so that nobody can be flooded by way of the board.
/// </remarks>
public static class Inspector
{
    /// <summary>The port, unless told otherwise.</summary>
    public const int DefaultPort = 8095;

    /// <summary>Less than what fits in one packet of the network.</summary>
    private const int MaxDatagram = 1400;

    private const int MaxDatagrams = 8;
    private const int PauseMs = 200;

    /// <summary>Answers until it is cancelled; a network that goes and comes back does not end it.</summary>
    /// <param name="port">The port, 1 to 65535.</param>
    /// <returns>What to make a task of.</returns>
    /// <exception cref="PortInUseException">The port is taken.</exception>
    /// <exception cref="TooManySocketsException">The board has no socket left.</exception>
    public static async Coroutine Run(int port = DefaultPort)
    {
        byte[] question = new byte[1];
        while (true)
        {
            DatagramSocket socket = DatagramSocket.Bind(port);
            try
            {
                while (true)
                {
                    await socket.ReceiveFrom(question, 0, question.Length);
                    await Answer(socket, socket.Sender);
                    await Asyncio.SleepMs(PauseMs);
                }
            }
            catch (SocketException)
            {
                // The network is down, or has taken the socket with it: another one.
            }
            finally
            {
                socket.Close();
            }

            await Asyncio.SleepMs(PauseMs);
        }
    }

    /// <summary>What it tells.</summary>
    /// <returns>Lines of text.</returns>
    public static string Describe()
    {
        EventLoop loop = EventLoop.Current;
        uint freeBytes = GC.Run(false);
        string turns = loop.WorstTurns;
        if (turns.Length == 0)
        {
            turns = loop.SlowTurnMs == 0 ? "not watched, SlowTurnMs is 0" : "none of " + loop.SlowTurnMs + " ms or more";
        }

        return loop.DescribeTasks()
            + "\nmemory: " + (freeBytes == 0 ? "not counted here" : freeBytes + " bytes free")
            + "\nsockets: " + SocketBudget.InUse + " in use: " + SocketBudget.Purposes()
            + "\nlongest turns: " + turns + "\n";
    }

    private static async Coroutine Answer(DatagramSocket socket, IPEndPoint asker)
    {
        byte[] text = Encoding.UTF8.GetBytes(Describe());
        int sent = 0;
        for (int i = 0; i < MaxDatagrams && sent < text.Length; i++)
        {
            int count = LengthOfLines(text, sent);
            await socket.SendTo(text, sent, count, asker);
            sent += count;
        }
    }

    /// <summary>As many whole lines as fit in a datagram; of a longer line as much as does.</summary>
    private static int LengthOfLines(byte[] text, int offset)
    {
        if (text.Length - offset <= MaxDatagram)
        {
            return text.Length - offset;
        }

        for (int count = MaxDatagram; count > 0; count--)
        {
            if (text[offset + count - 1] == '\n')
            {
                return count;
            }
        }

        return MaxDatagram;
    }
}
