using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace VirtualPicoW.Tests;

/// <summary>The project's own firmware, woven as for a Pico W, seen from this machine.</summary>
public sealed class FirmwareTests : IDisposable
{
    private const int MegaByte = 1 << 20;

    /// <summary>A Pico W has four sockets: the firmware keeps one to listen and one for telemetry.</summary>
    private const int ClientsOfPicoW = 2;

    private readonly AccessPoint accessPoint = new();
    private readonly int port = FreePort();
    private VirtualBoard board = null!;

    public void Dispose() => board.Dispose();

    [Fact]
    public async Task Two_clients_echo_a_megabyte_each_while_both_leds_blink()
    {
        Boot();
        using TcpClient first = Connect();
        using TcpClient second = Connect();
        using CancellationTokenSource enough = new();

        Task<long[]> echoes = Task.WhenAll(EchoMegabytes(first, 1, enough.Token), EchoMegabytes(second, 2, enough.Token));
        WaitForMoreEdges();
        await enough.CancelAsync();
        long[] echoed = await echoes.WaitAsync(TestBoards.Patience);

        Assert.All(echoed, bytes => Assert.True(bytes >= MegaByte, $"{bytes} bytes were echoed."));
    }

    [Fact]
    public void A_client_for_whom_there_is_no_socket_is_refused_and_the_others_stay()
    {
        Boot();
        using TcpClient first = Connect();
        using TcpClient second = Connect();
        AssertEchoes(first);
        AssertEchoes(second);
        Assert.Equal(board.Sockets.Limit, board.Sockets.Count);

        using (TcpClient third = Connect())
        {
            AssertEnds(third);
        }

        AssertEchoes(first);
        AssertEchoes(second);
        WaitForMoreEdges();
    }

    [Fact]
    public void A_place_that_has_become_free_serves_the_next_client()
    {
        Boot();
        using TcpClient first = Connect();
        AssertEchoes(first);
        using (TcpClient second = Connect())
        {
            AssertEchoes(second);
        }

        WaitForClients(1);
        using TcpClient third = Connect();
        AssertEchoes(third);
        AssertEchoes(first);
    }

    [Fact]
    public void Eight_clients_are_served_by_a_board_of_16_sockets()
    {
        Boot(sockets: 16);
        List<TcpClient> clients = new();
        for (int i = 0; i < 8; i++)
        {
            clients.Add(Connect());
            AssertEchoes(clients[i]);
        }

        Assert.All(clients, AssertEchoes);

        Assert.Equal(8 + BoardOptions.SocketsOfPicoW - ClientsOfPicoW, board.Sockets.Count);
        clients.ForEach(client => client.Dispose());
        WaitForClients(0);
    }

    [Fact]
    public void A_client_that_resets_hurts_nobody_and_frees_its_place()
    {
        Boot();
        using TcpClient first = Connect();
        AssertEchoes(first);
        TcpClient second = Connect();
        AssertEchoes(second);

        second.LingerState = new LingerOption(true, 0);
        second.Close();

        WaitForClients(1);
        AssertEchoes(first);
        using TcpClient third = Connect();
        AssertEchoes(third);
        Assert.DoesNotContain(board.Log.Lines, line => line.Text.Contains("failed", StringComparison.Ordinal));
    }

    [Fact]
    public void A_client_that_sends_nothing_keeps_nobody_waiting()
    {
        Boot();
        using TcpClient silent = Connect();
        using TcpClient other = Connect();

        AssertEchoes(other);
        AssertEchoes(other);
        AssertEchoes(silent);
    }

    [Fact]
    public async Task A_client_that_never_reads_keeps_nobody_waiting()
    {
        Boot();
        using TcpClient deaf = Connect();
        using TcpClient other = Connect();
        using CancellationTokenSource enough = new();
        Task flood = Flood(deaf, enough.Token);

        for (int i = 0; i < 100; i++)
        {
            AssertEchoes(other);
        }

        WaitForMoreEdges();
        await enough.CancelAsync();
        await flood;
    }

    [Fact]
    public void Telemetry_is_a_line_of_influxs_line_protocol()
    {
        using UdpClient receiver = new(new IPEndPoint(IPAddress.Loopback, 0));
        receiver.Client.ReceiveTimeout = (int)TestBoards.Patience.TotalMilliseconds;
        Boot(("telemetry.port", $"{((IPEndPoint)receiver.Client.LocalEndPoint!).Port}"), ("telemetry.periodMs", "100"));
        using TcpClient client = Connect();
        AssertEchoes(client);

        Assert.True(
            SpinWait.SpinUntil(() => TelemetryLine(receiver).EndsWith("bytes_echoed=5i", StringComparison.Ordinal), TestBoards.Patience),
            "No telemetry told of the 5 bytes that were echoed.");

        string TelemetryLine(UdpClient from)
        {
            IPEndPoint sender = new(IPAddress.Any, 0);
            string line = Encoding.ASCII.GetString(from.Receive(ref sender));
            Assert.Matches(
                @"^pico_w uptime_ms=\d+i,free_bytes=\d+i,clients=[01]i,bytes_echoed=\d+i,loop_lag_ms=\d+i\n\z", line);
            return line[..line.LastIndexOf(",loop_lag_ms", StringComparison.Ordinal)];
        }
    }

    [Fact]
    public void A_wrong_password_is_told_in_one_line_and_the_leds_go_on()
    {
        Boot(("wifi.password", "battery staple"), waitForEcho: false);

        board.Log.WaitFor("wifi: down: PicoNet refused the password; trying again in 1 s", TestBoards.Patience);
        WaitForMoreEdges();
    }

    [Fact]
    public void A_missing_access_point_is_told_in_one_line_and_joined_when_it_comes()
    {
        accessPoint.Vanish();
        Boot(waitForEcho: false);
        board.Log.WaitFor("wifi: down: no access point named PicoNet is in reach; trying again in 1 s", TestBoards.Patience);

        accessPoint.Return();

        WaitForEcho();
        using TcpClient client = Connect();
        AssertEchoes(client);
    }

    [Fact]
    public void An_access_point_that_vanishes_and_returns_is_joined_again_and_clients_are_served_again()
    {
        Boot();
        using TcpClient client = Connect();
        AssertEchoes(client);

        accessPoint.Vanish();
        board.Log.WaitFor("wifi: down: lost PicoNet; trying again in 1 s", TestBoards.Patience);
        accessPoint.Return();

        WaitForLines("wifi: joined PicoNet", 2);
        Assert.True(SpinWait.SpinUntil(Echoes, TestBoards.Patience), "Nobody is served any more.");
        WaitForMoreEdges();
    }

    [Fact]
    public void A_port_in_use_is_told_in_one_line_and_the_leds_go_on()
    {
        using TcpListener occupant = new(IPAddress.Loopback, port);
        occupant.Start();

        Boot(waitForEcho: false);

        LogLine line = board.Log.WaitFor(line => line.Text.StartsWith("echo: failed", StringComparison.Ordinal), TestBoards.Patience);
        Assert.Contains($"PortInUseException: Port {port}", line.Text, StringComparison.Ordinal);
        Assert.EndsWith("Starting again in 1 s.", line.Text, StringComparison.Ordinal);
        WaitForMoreEdges();
        occupant.Stop();
        WaitForEcho();
    }

    /// <summary>What the build has made of the project in the folder firmware.</summary>
    private static string FirmwarePath()
    {
        string binaries = Path.GetDirectoryName(BuildOutput.UnitTests)!;
        string root = Path.GetFullPath(Path.Combine(binaries, "..", "..", "..", ".."));
        return Path.Combine(root, "firmware", Path.GetRelativePath(Path.Combine(root, "UnitTests"), binaries), "firmware.exe");
    }

    private static int FreePort()
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private static async Task<long> EchoMegabytes(TcpClient client, int seed, CancellationToken enough)
    {
        NetworkStream stream = client.GetStream();
        Random random = new(seed);
        byte[] sent = new byte[MegaByte];
        byte[] received = new byte[MegaByte];
        long echoed = 0;
        do
        {
            random.NextBytes(sent);
            ValueTask sending = stream.WriteAsync(sent, CancellationToken.None);
            await stream.ReadExactlyAsync(received, CancellationToken.None);
            await sending;
            Assert.True(sent.AsSpan().SequenceEqual(received), "Other bytes came back than were sent.");
            echoed += received.Length;
        }
        while (!enough.IsCancellationRequested);
        return echoed;
    }

    /// <summary>Sends for ever and reads nothing.</summary>
    private static async Task Flood(TcpClient client, CancellationToken enough)
    {
        try
        {
            while (true)
            {
                await client.GetStream().WriteAsync(new byte[100_000], enough);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private static void AssertEchoes(TcpClient client)
    {
        NetworkStream stream = client.GetStream();
        stream.ReadTimeout = (int)TestBoards.Patience.TotalMilliseconds;
        stream.Write("hello"u8);
        byte[] buffer = new byte[5];
        stream.ReadExactly(buffer);
        Assert.Equal("hello", Encoding.ASCII.GetString(buffer));
    }

    /// <summary>The board has closed the connection, in good order or not.</summary>
    private static void AssertEnds(TcpClient client)
    {
        NetworkStream stream = client.GetStream();
        stream.ReadTimeout = (int)TestBoards.Patience.TotalMilliseconds;
        try
        {
            Assert.Equal(0, stream.Read(new byte[1]));
        }
        catch (IOException exception)
        {
            Assert.Equal(SocketError.ConnectionReset, Assert.IsType<SocketException>(exception.InnerException).SocketErrorCode);
        }
    }

    private void Boot(params (string Name, string Value)[] settings) => Boot(settings, BoardOptions.SocketsOfPicoW, true);

    private void Boot(int sockets) => Boot([], sockets, true);

    private void Boot(bool waitForEcho) => Boot([], BoardOptions.SocketsOfPicoW, waitForEcho);

    private void Boot((string Name, string Value) setting, bool waitForEcho) => Boot([setting], BoardOptions.SocketsOfPicoW, waitForEcho);

    private void Boot((string Name, string Value)[] settings, int sockets, bool waitForEcho)
    {
        board = TestBoards.New(accessPoint, sockets);
        Firmware firmware = board.Load(FirmwarePath());
        firmware.Settings!.Set("echo.port", port.ToString(CultureInfo.InvariantCulture));
        foreach ((string name, string value) in settings)
        {
            firmware.Settings.Set(name, value);
        }

        board.Start();
        if (waitForEcho)
        {
            WaitForEcho();
        }
    }

    private void WaitForEcho() => board.Log.WaitFor($"echo: listening on 127.0.0.1:{port}", TestBoards.Patience);

    private TcpClient Connect() => new("127.0.0.1", port);

    private bool Echoes()
    {
        try
        {
            using TcpClient client = Connect();
            AssertEchoes(client);
            return true;
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            return false;
        }
    }

    private void WaitForClients(int count) => Assert.True(
        SpinWait.SpinUntil(() => board.Sockets.Count == count + BoardOptions.SocketsOfPicoW - ClientsOfPicoW, TestBoards.Patience),
        $"{board.Sockets.Count} sockets are in use: {string.Join(", ", board.Sockets.Open)}.");

    private void WaitForLines(string beginning, int count)
    {
        using ManualResetEventSlim done = new();
        board.Log.Written += Look;
        Look(default!);
        Assert.True(done.Wait(TestBoards.Patience), $"No {count} lines began with '{beginning}'.");
        board.Log.Written -= Look;

        void Look(LogLine line)
        {
            if (board.Log.Lines.Count(candidate => candidate.Text.StartsWith(beginning, StringComparison.Ordinal)) >= count)
            {
                done.Set();
            }
        }
    }

    private void WaitForMoreEdges()
    {
        board.Pins[15].WaitForEdges(board.Pins[15].Edges.Count + 2, TestBoards.Patience);
        board.Pins[14].WaitForEdges(board.Pins[14].Edges.Count + 2, TestBoards.Patience);
    }
}
