// Board:  Raspberry Pi Pico W with nanoFramework, nothing wired. Set your network's name and password in Samples/Shared/Network.cs.
// You see: the board's address on the console. Then "echo hello | nc -u -w1 <address> 9005" on a computer, and the console shows who sent what.
using System;
using System.Net.Sockets;
using AsyncCore.Board;
using AsyncCore.Net;
using static AsyncCore.Asyncio;

namespace AsyncCore.Samples;

/// <summary>Prints each datagram.</summary>
public static class Program
{
    private const int Port = 9005;
    private const int MaxDatagramLength = 256;
    private const int RetryMs = 1000;

    /// <summary>Runs until the power goes.</summary>
    public static void Main() => Run(Listen());

    private static async Coroutine Listen()
    {
        Wifi wifi = await Network.Join();
        DatagramSocket socket = DatagramSocket.Bind(Port);
        try
        {
            Console.WriteLine("listening on " + wifi.Address + ":" + socket.Port);
            byte[] buffer = new byte[MaxDatagramLength];
            while (true)
            {
                await Receive(socket, buffer);
                await wifi.Up.Wait();
            }
        }
        finally
        {
            socket.Close();
        }
    }

    private static async Coroutine Receive(DatagramSocket socket, byte[] buffer)
    {
        try
        {
            int count = await socket.ReceiveFrom(buffer, 0, buffer.Length);
            Console.WriteLine(socket.Sender + " sent " + count + " bytes: " + Printable(buffer, count));
        }
        catch (SocketException exception)
        {
            Console.WriteLine("nothing received: " + exception.Message);
            await SleepMs(RetryMs);
        }
    }

    /// <summary>Anybody can send anything, and a console takes some of it for commands.</summary>
    private static string Printable(byte[] bytes, int count)
    {
        char[] text = new char[count];
        for (int i = 0; i < count; i++)
        {
            text[i] = bytes[i] is >= (byte)' ' and <= (byte)'~' ? (char)bytes[i] : '.';
        }

        return new string(text);
    }
}
