using System;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;

namespace VirtualPicoW.Tests;

/// <summary>The programs in the folder Samples that send and receive datagrams.</summary>
public class SampleDatagramTests
{
    [Fact]
    public void The_listener_prints_who_sent_what_and_dots_for_what_is_not_printable()
    {
        using SampleBoard board = new("UdpListener");
        using UdpClient sender = new("127.0.0.1", board.Port);

        sender.Send("hello\n"u8);
        sender.Send("\u001b[2J"u8);
        sender.Send([]);
        sender.Send(new byte[1000]);

        board.WaitFor($"{sender.Client.LocalEndPoint} sent 256 bytes");
        Assert.Equal(["sent 6 bytes: hello.", "sent 4 bytes: .[2J", "sent 0 bytes: ", "sent 256 bytes: " + new string('.', 256)], board.Printed().Skip(1)
            .Select(line => line[(line.IndexOf(' ') + 1)..]));
    }

    [Fact]
    public void The_listener_hears_again_when_the_network_is_back()
    {
        using SampleBoard board = new("UdpListener");
        using UdpClient sender = new("127.0.0.1", board.Port);
        board.Board.AccessPoint!.Vanish();
        board.WaitFor("wifi: lost PicoNet");
        board.Board.AccessPoint.Return();

        Assert.True(SpinWait.SpinUntil(IsHeard, TestBoards.Patience), "Nothing is heard any more.");

        bool IsHeard()
        {
            sender.Send("back"u8);
            return board.Printed().Any(line => line.EndsWith("sent 4 bytes: back", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Telemetry_is_a_line_each_second_and_goes_on_when_the_network_is_back()
    {
        using UdpClient receiver = new(new IPEndPoint(IPAddress.Loopback, 0));
        receiver.Client.ReceiveTimeout = (int)TestBoards.Patience.TotalMilliseconds;
        using SampleBoard board = new("UdpTelemetry", settings: ("port", $"{((IPEndPoint)receiver.Client.LocalEndPoint!).Port}"));
        AssertIsTelemetry(receiver);
        AssertIsTelemetry(receiver);

        board.Board.AccessPoint!.Vanish();
        board.WaitFor("wifi: lost PicoNet");
        long returnedMs = (long)board.Board.Clock.Now.TotalMilliseconds;
        board.Board.AccessPoint.Return();

        while (AssertIsTelemetry(receiver) <= returnedMs)
        {
        }
    }

    [Fact]
    public void Telemetry_that_cannot_be_sent_is_told_and_the_next_line_is_tried()
    {
        using SampleBoard board = new("UdpTelemetry", settings: ("host", "192.0.2.1"));

        Assert.True(SpinWait.SpinUntil(() => board.Printed().Count(line => line.StartsWith("a line is lost: ", StringComparison.Ordinal)) > 1, TestBoards.Patience));
    }

    /// <summary>Receives a line.</summary>
    /// <returns>When it was written.</returns>
    private static long AssertIsTelemetry(UdpClient receiver)
    {
        IPEndPoint? sender = null;
        string line = Encoding.ASCII.GetString(receiver.Receive(ref sender));
        Assert.Matches(@"^pico_w uptime_ms=\d+i,free_bytes=\d+i,rssi_dbm=-55i\n\z", line);
        return long.Parse(Regex.Match(line, @"\d+").Value, CultureInfo.InvariantCulture);
    }
}
