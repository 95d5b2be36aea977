using System;
using System.Device.Gpio;
using AsyncCore;
using static AsyncCore.Asyncio;

namespace Tasks;

/// <summary>Two tasks want one lock, and one computes without an await while the button at GP2 is held.</summary>
public static class Program
{
    private static readonly Lock Gate = new Lock();
    private static GpioPin button;

    public static void Main()
    {
        button = new GpioController().OpenPin(2, PinMode.InputPullUp);
        Run(Gather(CreateTask(Hold(), "holder"), CreateTask(Want(), "wanting"), CreateTask(Compute(), "computing")));
    }

    private static async Coroutine Hold()
    {
        using (await Gate.Acquire())
        {
            Console.WriteLine("held");
            await new Event();
        }
    }

    private static async Coroutine Want()
    {
        using (await Gate.Acquire())
        {
        }
    }

    private static async Coroutine Compute()
    {
        while (true)
        {
            await SleepMs(10);
            Spin();
        }
    }

    private static void Spin()
    {
        while (button.Read() == PinValue.Low)
        {
        }
    }
}
