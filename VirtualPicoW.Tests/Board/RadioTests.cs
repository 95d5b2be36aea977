using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading.Tasks;
using VirtualPicoW.Hardware;

namespace VirtualPicoW.Tests;

public sealed class RadioTests : IDisposable
{
    private readonly AccessPoint accessPoint = new("Home", "correct horse");
    private readonly VirtualBoard board;

    public RadioTests() => board = TestBoards.New(accessPoint);

    private IRadio Radio => board.Inside().Radio;

    public void Dispose() => board.Stop();

    [Fact]
    public void Joining_with_the_password_gives_an_address()
    {
        Assert.Equal(JoinResult.Joined, Radio.Join("Home", "correct horse"));

        Assert.True(board.Radio.IsUp);
        Assert.Equal(Endpoint.Loopback, Radio.Address);
    }

    [Fact]
    public void A_wrong_password_is_refused()
    {
        Assert.Equal(JoinResult.WrongPassword, Radio.Join("Home", "battery staple"));

        Assert.False(board.Radio.IsUp);
        Assert.Equal(0u, Radio.Address);
    }

    [Fact]
    public void Another_network_is_not_found() => Assert.Equal(JoinResult.NotFound, Radio.Join("Work", "correct horse"));

    [Fact]
    public void An_access_point_that_has_vanished_is_not_found()
    {
        accessPoint.Vanish();

        Assert.Equal(JoinResult.NotFound, Radio.Join("Home", "correct horse"));
    }

    [Fact]
    public void A_board_without_an_access_point_finds_nothing()
    {
        using VirtualBoard board = new(new BoardOptions { AccessPoint = null, JoinTime = TimeSpan.Zero });

        Assert.Equal(JoinResult.NotFound, board.Inside().Radio.Join("Home", "correct horse"));
        Assert.Empty(board.Inside().Radio.Scan());
    }

    [Fact]
    public void An_open_network_takes_no_password()
    {
        using VirtualBoard board = TestBoards.New(new AccessPoint("Cafe", ""));

        Assert.Equal(JoinResult.WrongPassword, board.Inside().Radio.Join("Cafe", "whatever"));
        Assert.False(board.Radio.IsUp);
        Assert.Contains(board.Log.Lines, line => line.Text == "Cafe is open and takes no password");

        Assert.Equal(JoinResult.Joined, board.Inside().Radio.Join("Cafe", ""));
    }

    [Fact]
    public void Joining_takes_its_time()
    {
        using VirtualBoard board = new(new BoardOptions { JoinTime = TimeSpan.FromMilliseconds(120) });
        TimeSpan before = board.Clock.Now;

        board.Inside().Radio.Join(AccessPoint.DefaultSsid, AccessPoint.DefaultPassword);

        Assert.True(board.Clock.Now - before >= TimeSpan.FromMilliseconds(110));
    }

    [Fact]
    public async Task The_link_drops_when_the_access_point_vanishes_and_the_firmware_hears_of_it()
    {
        ConcurrentQueue<bool> changes = new();
        TaskCompletionSource down = new();
        Radio.LinkChanged += isUp =>
        {
            changes.Enqueue(isUp);
            if (!isUp)
            {
                down.SetResult();
            }
        };
        Radio.Join("Home", "correct horse");

        accessPoint.Vanish();

        Assert.False(board.Radio.IsUp);
        await down.Task.WaitAsync(TestBoards.Patience);
        Assert.Equal([true, false], changes);
    }

    [Fact]
    public void The_board_does_not_rejoin_by_itself_but_can_be_told_to()
    {
        Radio.Join("Home", "correct horse");
        accessPoint.Vanish();

        accessPoint.Return();

        Assert.False(board.Radio.IsUp);
        Assert.Equal(JoinResult.Joined, Radio.Join("Home", "correct horse"));
    }

    [Fact]
    public void Leaving_drops_the_link()
    {
        Radio.Join("Home", "correct horse");

        Radio.Leave();

        Assert.False(board.Radio.IsUp);
    }

    [Fact]
    public void A_scan_shows_the_access_point_and_its_signal()
    {
        accessPoint.Rssi = -71;

        ScannedNetwork network = Assert.Single(Radio.Scan());

        Assert.Equal(("Home", -71), (network.Ssid, network.Rssi));
    }

    [Fact]
    public void The_log_tells_the_story()
    {
        Radio.Join("Home", "battery staple");
        Radio.Join("Home", "correct horse");
        accessPoint.Vanish();
        accessPoint.Return();

        Assert.Equal(
            [
                "joining Home",
                "Home refused the password",
                "joining Home",
                "joined Home, -55 dBm, address 127.0.0.1",
                "lost Home",
                "Home is back",
            ],
            board.Log.Lines.Where(line => line.Source == "wifi").Select(line => line.Text));
    }

    [Theory]
    [InlineData("", "correct horse")]
    [InlineData("a name of more than thirty-two bytes", "correct horse")]
    [InlineData("Home", "short")]
    public void No_access_point_has_such_a_name_or_password(string ssid, string password) =>
        Assert.Throws<ArgumentException>(() => new AccessPoint(ssid, password));
}
