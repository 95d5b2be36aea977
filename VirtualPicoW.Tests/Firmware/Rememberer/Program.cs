using System;
using System.Device.Gpio;
using System.Net.NetworkInformation;
using System.Threading;

namespace Rememberer;

/// <summary>Says what it finds at boot: in a static field, in flash, and at GP3.</summary>
public static class Program
{
    private static int boots;

    public static void Main()
    {
        Wireless80211Configuration saved = Wireless80211Configuration.GetAllWireless80211Configurations()[0];
        boots++;
        Console.WriteLine("boot " + boots + ", '" + saved.Ssid + "' with '" + saved.Password + "' in flash");
        saved.Ssid += "a|b;";
        saved.Password = "pass\nword";
        saved.SaveConfiguration();
        GpioPin pin = new GpioController().OpenPin(3, PinMode.InputPullUp);
        Console.WriteLine(pin.Read() == PinValue.High ? "GP3 is high" : "GP3 is low");
        GpioPin floating = new GpioController().OpenPin(4, PinMode.Input);
        string levels = string.Empty;
        for (int i = 0; i < 32; i++)
        {
            levels += floating.Read() == PinValue.High ? "1" : "0";
        }

        Console.WriteLine("GP4 " + levels);
        Thread.Sleep(Timeout.Infinite);
    }
}
