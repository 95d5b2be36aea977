using System;
using VirtualPicoW;
using Xunit;

namespace Greenhouse.Tests;

public class VirtualBoardTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Fact]
    public void A_press_of_the_button_is_counted()
    {
        using VirtualBoard board = new VirtualBoard();
        board.Load(Firmware.PathOf("Tutorial")).Settings!.Set("chapter", "7");
        board.Start();
        board.Log.WaitFor("press the button on GP14, three times", Limit);

        board.Pins[14].Drive(high: false);

        board.Log.WaitFor("press 1", Limit);
    }

    [Fact]
    public void The_firmware_blinks_and_joins_again_when_the_access_point_is_back()
    {
        using VirtualBoard board = new VirtualBoard();
        board.Boot(Firmware.PathOf("firmware"));
        board.Pins[15].WaitForEdges(4, Limit);
        board.Log.WaitFor(line => line.Text.StartsWith("wifi: joined"), Limit);

        board.AccessPoint!.Vanish();
        LogLine lost = board.Log.WaitFor("wifi: down: lost PicoNet; trying again in 1 s", Limit);
        board.AccessPoint.Return();

        board.Log.WaitFor(line => line.Text.StartsWith("wifi: joined") && line.Time > lost.Time, Limit);
    }
}
