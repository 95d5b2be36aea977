using System;
using AsyncCore;
using AsyncCore.Board;
using nanoFramework.TestFramework;
using static AsyncCore.Asyncio;
using static NetTests.OnBoard;

namespace NetTests;

/// <summary>What the object that keeps the board on the network says of itself.</summary>
[TestClass]
public class WifiTests
{
    private static string states = "";
    private static Task joining;

    [TestMethod]
    public void Cancelled_while_it_is_up_it_is_down() => Run(CancelWhileUp(), "joining up down joining up down");

    [TestMethod]
    public void Cancelled_while_it_joins_it_is_down() => Run(CancelWhileJoining(), "joining down joining up down");

    [TestMethod]
    public void A_second_task_that_keeps_it_joined_is_refused_and_the_first_goes_on() => Run(KeepJoinedTwice(), "refused up");

    [TestMethod]
    public void The_signal_is_measured_when_that_is_asked_for() => Run(Measure(), "0 -55 -55 0");

    [TestMethod]
    public void What_cannot_be_the_name_of_a_network_or_its_password_is_refused()
    {
        AssertRefused("", "", "1 to 32 bytes");
        AssertRefused("123456789012345678901234567890123", "", "1 to 32 bytes");
        AssertRefused("12345678901234567890123456789é2", "short", "8 to 63");
        AssertRefused("1234567890123456789012345678901é", "", "1 to 32 bytes");
        AssertRefused("PicoNet", "seven77", "8 to 63");
        AssertRefused("PicoNet", "1234567890123456789012345678901234567890123456789012345678901234", "8 to 63");
        Assert.ThrowsException(typeof(ArgumentNullException), () => new Wifi(null, ""));
        Assert.ThrowsException(typeof(ArgumentNullException), () => new Wifi("PicoNet", null));
        Assert.AreEqual("123456789012345678901234567890é", new Wifi("123456789012345678901234567890é", "12345678").Ssid);
    }

    private static void AssertRefused(string ssid, string password, string reason)
    {
        try
        {
            new Wifi(ssid, password);
        }
        catch (ArgumentException exception)
        {
            Assert.IsTrue(exception.Message.IndexOf(reason) >= 0, exception.Message);
            return;
        }

        Assert.IsTrue(false, "'" + ssid + "' with '" + password + "' was accepted.");
    }

    private static async Coroutine CancelWhileUp()
    {
        Wifi wifi = New();
        await KeepUntilUp(wifi);
        await KeepUntilUp(wifi);
    }

    private static async Coroutine CancelWhileJoining()
    {
        Wifi wifi = New();
        // From within the task, so that the join, which takes no time here, cannot be over before.
        wifi.StateChanged += CancelJoining;
        joining = CreateTask(wifi.KeepJoined());
        try
        {
            await joining;
        }
        catch (CancelledException)
        {
        }

        Say(states);
        AssertIsDown(wifi);
        states = "";
        await KeepUntilUp(wifi);
    }

    private static void CancelJoining(Wifi wifi)
    {
        if (!joining.IsDone)
        {
            joining.Cancel();
        }
    }

    private static async Coroutine KeepJoinedTwice()
    {
        Wifi wifi = New();
        Task first = CreateTask(wifi.KeepJoined());
        await wifi.Up.Wait();
        try
        {
            await wifi.KeepJoined();
        }
        catch (InvalidOperationException)
        {
            Say("refused");
        }

        Say(wifi.State == WifiState.Up && wifi.Up.IsSet && !first.IsDone ? "up" : "torn down");
        await End(first);
    }

    private static async Coroutine Measure()
    {
        Wifi wifi = New();
        Task keeping = CreateTask(wifi.KeepJoined());
        await wifi.Up.Wait();
        Say("" + wifi.RssiDbm);
        Say("" + await wifi.MeasureRssi());
        Say("" + wifi.RssiDbm);
        await End(keeping);
        Say("" + await new Wifi("Nowhere", "").MeasureRssi());
    }

    private static Wifi New()
    {
        Wifi wifi = new Wifi("PicoNet", "blink-and-echo");
        states = "";
        wifi.StateChanged += Note;
        return wifi;
    }

    private static void Note(Wifi wifi)
    {
        states += (states.Length == 0 ? "" : " ") + (wifi.State == WifiState.Up ? "up" : wifi.State == WifiState.Down ? "down" : "joining");
        Assert.AreEqual(wifi.State == WifiState.Up, wifi.Up.IsSet);
        Assert.AreEqual(wifi.State == WifiState.Up, wifi.Address != "0.0.0.0");
        Assert.IsNull(wifi.Trouble);
    }

    /// <summary>Keeps it joined until it is up, and ends that.</summary>
    private static async Coroutine KeepUntilUp(Wifi wifi)
    {
        Task keeping = CreateTask(wifi.KeepJoined());
        await wifi.Up.Wait();
        await End(keeping);
        Say(states);
        AssertIsDown(wifi);
        states = "";
    }

    private static void AssertIsDown(Wifi wifi)
    {
        Assert.IsTrue(wifi.State == WifiState.Down, "It says that it is not down.");
        Assert.IsFalse(wifi.Up.IsSet);
        Assert.AreEqual("0.0.0.0", wifi.Address);
    }

    private static async Coroutine End(Task keeping)
    {
        keeping.Cancel();
        try
        {
            await keeping;
        }
        catch (CancelledException)
        {
        }
    }
}
