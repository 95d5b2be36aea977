using System;
using System.Device.Wifi;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Chip;

/// <summary>An echo server on port 9001 as plain nanoFramework has it, with a blocking thread, for comparison.</summary>
public static class Program
{
    public static void Main()
    {
        WifiAdapter adapter = WifiAdapter.FindAllAdapters()[0];
        Console.WriteLine("join: " + (int)adapter.Connect("PicoNet", WifiReconnectionKind.Manual, "blink-and-echo").ConnectionStatus);
        Socket listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Any, 9001));
        listener.Listen(2);
        Console.WriteLine("listening on " + IPAddress.GetDefaultLocalAddress() + ":9001");
        byte[] buffer = new byte[2048];
        while (true)
        {
            Socket client = listener.Accept();
            client.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.NoDelay, true);
            int count;
            while ((count = client.Receive(buffer)) > 0)
            {
                client.Send(buffer, count, SocketFlags.None);
            }

            client.Close();
        }
    }
}
