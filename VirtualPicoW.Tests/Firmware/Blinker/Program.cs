using System;
using System.Device.Gpio;
using System.Threading;

namespace Blinker;

/// <summary>Blinks GP15, and faster while the button at GP2 is held.</summary>
public static class Program
{
    public static void Main()
    {
        GpioController gpio = new();
        GpioPin led = gpio.OpenPin(15, PinMode.Output);
        GpioPin button = gpio.OpenPin(2, PinMode.InputPullUp);
        button.ValueChanged += (sender, change) =>
            Console.WriteLine(change.ChangeType == PinEventTypes.Falling ? "pressed" : "released");
        Console.WriteLine("blinking");
        while (true)
        {
            led.Toggle();
            Thread.Sleep(button.Read() == PinValue.Low ? 5 : 20);
        }
    }
}
