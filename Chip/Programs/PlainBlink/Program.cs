using System;
using System.Device.Gpio;
using System.Threading;

namespace Chip;

/// <summary>The same pulses without AsyncCore, for comparison; and on GP2 how long the runtime's waits last, and how fine its clock is.</summary>
public static class Program
{
    public static void Main()
    {
        GpioController controller = new GpioController();
        GpioPin led = controller.OpenPin(15, PinMode.Output);
        led.Write(PinValue.Low);

        // GP2: how long waits of the runtime take: up for Thread.Sleep(n), then up for WaitOne(n).
        GpioPin probe = controller.OpenPin(2, PinMode.Output);
        probe.Write(PinValue.Low);
        AutoResetEvent never = new AutoResetEvent(false);
        Console.WriteLine("blinking");
        for (int i = 0; i < 8; i++)
        {
            led.Toggle();
            Thread.Sleep(5);
            led.Toggle();
            Thread.Sleep(495);
        }

        Console.WriteLine("waits");
        for (int n = 1; n <= 8; n++)
        {
            for (int i = 0; i < 8; i++)
            {
                probe.Toggle();
                never.WaitOne(n, false);
                probe.Toggle();
                Thread.Sleep(3);
            }

            Console.WriteLine("end of WaitOne " + n);
            for (int i = 0; i < 8; i++)
            {
                probe.Toggle();
                Thread.Sleep(n);
                probe.Toggle();
                Thread.Sleep(3);
            }

            Console.WriteLine("end of Sleep " + n);
        }

        long tick = Environment.TickCount64;
        for (int i = 0; i < 20; i++)
        {
            while (Environment.TickCount64 == tick)
            {
            }

            tick = Environment.TickCount64;
            probe.Toggle();
        }

        Console.WriteLine("ticks seen");
        long sum = 0;
        for (int i = 0; i < 1000; i++)
        {
            sum += Environment.TickCount64;
        }

        Console.WriteLine("1000 reads of the clock");
        for (int i = 0; i < 1000; i++)
        {
            sum += i;
        }

        Console.WriteLine("1000 rounds of nothing");
        Console.WriteLine("done");
        Thread.Sleep(Timeout.Infinite);
    }
}
