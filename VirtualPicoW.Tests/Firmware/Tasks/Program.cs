using System;
using System.Device.Gpio;
using AsyncCore;
using static AsyncCore.Asyncio;

namespace Tasks;

/// <summary>Two tasks want one lock, and one computes without an await while the button at GP2 is held, until the one at GP3 is pressed.</summary>
public static class Program
{
    private static readonly Lock Gate = new Lock();
    private static GpioPin button;
    private static GpioPin end;

    public static void Main()
    {
        GpioController controller = new GpioController();
        button = controller.OpenPin(2, PinMode.InputPullUp);
        end = controller.OpenPin(3, PinMode.InputPullUp);
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
        while (end.Read() == PinValue.High)
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
