using System;
using System.Net;
using AsyncCore;
using AsyncCore.Net;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;
using static UnitTests.NameServersInMemory;

namespace UnitTests;

/// <summary>
/// Tasks that resolve names, give up and are cancelled, made by dice, against servers that lose, delay, repeat, refuse, garble and lie. Whatever happens, nobody gets an address of
/// another host, everybody gets an end in time, and socket and places are free again.
/// </summary>
[TestClass]
public class NameRandomTests
{
    private const int Seeds = 150;
    private const int Tasks = 9;
    private const int Names = 6;
    private const int Evil = 66;
    private const int MaxWaitMs = 60000;

    private static uint dice;
    private static bool isHonest;
    private static string violation;

    [TestMethod]
    public void Names_resolved_by_dice_keep_every_promise()
    {
        for (int seed = 1; seed <= Seeds; seed++)
        {
            dice = (uint)seed * 2654435761;
            violation = null;
            isHonest = false;
            Begin(1 + Roll(3), Answer);
            VirtualTime.Run(Play());
            Assert.IsTrue(violation == null, "Seed " + seed + ": " + violation);
            Assert.IsTrue(Open == null, "Seed " + seed + ": The socket is still open.");
        }
    }

    private static async Coroutine Play()
    {
        Task[] tasks = new Task[Tasks];
        for (int i = 0; i < Tasks; i++)
        {
            tasks[i] = CreateTask(Resolve(Roll(Names), Roll(3) == 0 ? Roll(5000) : MaxWaitMs));
            await SleepMs(Roll(3) == 0 ? Roll(1500) : 0);
            if (Roll(4) == 0)
            {
                tasks[Roll(i + 1)].Cancel();
            }
        }

        await Gather(true, tasks);
        isHonest = true;
        for (int i = 0; i < Names; i++)
        {
            await Resolve(i, 100);
        }
    }

    private static async Coroutine Resolve(int number, int limitMs)
    {
        try
        {
            IPAddress[] addresses = await WaitForMs(Resolver.Resolve("host" + number + ".example"), limitMs);
            if (addresses.Length != 1 || addresses[0].GetAddressBytes()[3] != number)
            {
                violation = "host" + number + " is said to be " + Text(addresses[0]) + ".";
            }
        }
        catch (TimeoutException)
        {
            if (isHonest || limitMs == MaxWaitMs)
            {
                violation = "Nobody was told of host" + number + " in " + limitMs + " ms.";
            }
        }
        catch (NameResolutionException exception)
        {
            if (isHonest)
            {
                violation = exception.Message;
            }
        }
    }

    private static void Answer(int server, int id, string name)
    {
        int number = name[4] - '0';
        int delayMs = Roll(3) == 0 ? Roll(3000) : Roll(50);
        switch (isHonest ? 0 : Roll(10))
        {
            case 0:
            case 1:
                Reply(server, id, name, number, isHonest ? 5 : delayMs);
                break;
            case 2:
                Reply(server, id, name, number, delayMs);
                Reply(server, id, name, number, Roll(3000));
                break;
            case 3:
                Reply(new DnsMessageWriter(id, name, DnsMessageWriter.ServerFailure), Server(server), delayMs);
                break;
            case 4:
                Reply(server, id + 1 + Roll(3), name, Evil, delayMs);
                break;
            case 5:
                Reply(server, id, "host" + ((number + 1) % Names) + ".example", Evil, delayMs);
                break;
            case 6:
                Reply(new DnsMessageWriter(id, name, DnsMessageWriter.Ok).Address(null, 60, Evil).Put(7, 2 + Roll(200)), Server(server), delayMs);
                break;
            case 7:
                Reply(4, id, name, Evil, delayMs);
                break;
            case 8:
                Reply(new DnsMessageWriter(id, name, DnsMessageWriter.Ok).Address(null, Roll(3), number), Server(server), delayMs);
                break;
        }
    }

    private static int Roll(int sides)
    {
        dice = (dice * 1664525) + 1013904223;
        return (int)((dice >> 8) % (uint)sides);
    }
}
