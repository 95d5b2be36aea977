using System;
using System.Device.Wifi;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace Echo;

/// <summary>Joins WiFi and echoes what it receives, with a thread for each client.</summary>
public static class Program
{
    public static void Main()
    {
        WifiConnectionResult result = WifiAdapter.FindAllAdapters()[0].Connect("PicoNet", WifiReconnectionKind.Manual, "blink-and-echo");
        Console.WriteLine("wifi " + (int)result.ConnectionStatus);

        Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Any, 0));
        listener.Listen(4);
        Console.WriteLine("echo on port " + ((IPEndPoint)listener.LocalEndPoint).Port);
        while (true)
        {
            try
            {
                Socket client = listener.Accept();
                new Thread(() => Serve(client)).Start();
            }
            catch (SocketException exception)
            {
                Console.WriteLine("accept failed with " + exception.ErrorCode);
            }
        }
    }

    private static void Serve(Socket client)
    {
        byte[] buffer = new byte[256];
        try
        {
            for (int count = client.Receive(buffer); count > 0; count = client.Receive(buffer))
            {
                client.Send(buffer, count, SocketFlags.None);
            }
        }
        catch (SocketException exception)
        {
            Console.WriteLine("client failed with " + exception.ErrorCode);
        }

        client.Close();
    }
}
