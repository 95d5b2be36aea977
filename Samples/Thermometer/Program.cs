// Board:  Raspberry Pi Pico W with nanoFramework, on a network already. GP2 - resistor of 330 ohms - LED - ground.
// You see: the LED blinks; "nc <address> 8080" on a computer shows a reading each second.
using System;
using System.Device.Gpio;
using System.Text;
using AsyncCore;
using AsyncCore.Net;
using static AsyncCore.Asyncio;

public static class Program
{
    private static readonly Message Fresh = new Message();

    public static void Main() => Run(MainAsync());

    private static async Coroutine MainAsync()
    {
        GpioPin led = new GpioController().OpenPin(2, PinMode.Output);
        _ = CreateTask(Blink(led));
        _ = CreateTask(Measure());
        Server server = Server.Start(Serve, 8080);
        await server.WaitClosed();
    }

    private static async Coroutine Blink(GpioPin led)
    {
        while (true)
        {
            led.Toggle();
            await SleepMs(500);
        }
    }

    private static async Coroutine Measure()
    {
        while (true)
        {
            Fresh.Set(ReadThermometer());
            Fresh.Clear();
            await Sleep(1);
        }
    }

    private static async Coroutine Serve(Stream stream)
    {
        try
        {
            while (true)
            {
                await WaitForMs(Fresh.Wait(), 5000);
                byte[] line = Encoding.UTF8.GetBytes(Fresh.Value + "\n");
                await stream.Write(line, 0, line.Length);
            }
        }
        catch (TimeoutException)
        {
            Console.WriteLine("the thermometer is silent");
        }
    }

    // Your sensor here.
    private static int ReadThermometer() => 21;
}
