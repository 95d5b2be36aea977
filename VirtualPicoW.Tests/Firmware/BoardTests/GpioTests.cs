using System;
using System.Device.Gpio;
using nanoFramework.TestFramework;

namespace BoardTests;

[TestClass]
public class GpioTests
{
    [TestMethod]
    public void An_output_reads_back_what_was_written()
    {
        using GpioPin pin = new GpioController().OpenPin(10, PinMode.Output);

        pin.Write(PinValue.High);
        Assert.IsTrue(pin.Read() == PinValue.High);
        pin.Toggle();
        Assert.IsTrue(pin.Read() == PinValue.Low);
        Assert.AreEqual(10, pin.PinNumber);
    }

    [TestMethod]
    public void The_on_board_LED_cannot_be_reached() =>
        Assert.ThrowsException(typeof(InvalidOperationException), () => new GpioController().OpenPin(25, PinMode.Output));

    [TestMethod]
    public void A_pin_is_open_once_for_all_controllers()
    {
        using GpioPin pin = new GpioController().OpenPin(11);

        Assert.IsTrue(new GpioController().IsPinOpen(11));
        Assert.ThrowsException(typeof(InvalidOperationException), () => new GpioController().OpenPin(11));
    }

    [TestMethod]
    public void A_pin_whose_mode_is_refused_is_not_left_open()
    {
        GpioController gpio = new();

        Assert.ThrowsException(typeof(ArgumentException), () => gpio.OpenPin(12, PinMode.OutputOpenSource));
        Assert.IsFalse(gpio.IsPinOpen(12));
    }

    [TestMethod]
    public void A_closed_pin_cannot_be_used()
    {
        GpioController gpio = new();
        GpioPin pin = gpio.OpenPin(13, PinMode.Output);

        gpio.ClosePin(13);

        Assert.ThrowsException(typeof(ObjectDisposedException), () => pin.Write(PinValue.High));
        Assert.ThrowsException(typeof(InvalidOperationException), () => gpio.Write(13, PinValue.High));
    }

    [TestMethod]
    public void Values_are_equal_by_level()
    {
        PinValue one = 1;
        PinValue yes = true;

        Assert.IsTrue(one == yes);
        Assert.IsTrue((bool)one);
        Assert.AreEqual("High", one.ToString());
        Assert.AreEqual(0, (int)PinValue.Low);
    }
}
