using System;
using System.Globalization;
using System.Linq;

namespace VirtualPicoW.Tests;

/// <summary>A board with the firmware that echoes over TLS.</summary>
internal sealed class TlsBoard : IDisposable
{
    private readonly VirtualBoard board = TestBoards.New();

    private TlsBoard(params (string Name, string Value)[] settings)
    {
        Firmware firmware = board.Load(BuildOutput.Firmware("Tls"));
        foreach ((string name, string value) in settings)
        {
            firmware.Settings!.Set(name, value);
        }

        board.Start();
    }

    /// <summary>How many sockets are in use.</summary>
    public int Sockets => board.Sockets.Count;

    /// <summary>A board that connects to a server at this port, which must be called pico.test.</summary>
    public static TlsBoard Client(int port, TestCertificate? authority, params (string Name, string Value)[] settings)
    {
        (string, string)[] usual = [("port", port.ToString(CultureInfo.InvariantCulture)), ("serverName", "pico.test")];
        return new(authority == null ? [.. usual, .. settings] : [.. usual, ("certificate", authority.Pem), .. settings]);
    }

    /// <summary>A board that listens.</summary>
    public static TlsBoard Server(TestCertificate certificate, out int port, params (string Name, string Value)[] settings)
    {
        TlsBoard board = new([("role", "server"), ("certificate", certificate.Pem), ("key", certificate.KeyPem), .. settings]);
        string line = board.WaitFor("serving at port ");
        port = int.Parse(line[line.LastIndexOf(' ')..], CultureInfo.InvariantCulture);
        return board;
    }

    /// <summary>Waits until so many sockets are in use.</summary>
    public void WaitForSockets(int count) => Assert.True(
        System.Threading.SpinWait.SpinUntil(() => Sockets == count, TestBoards.Patience), $"{Sockets} sockets are in use, not {count}.");

    /// <summary>Waits for what the program prints, and returns the line.</summary>
    public string WaitFor(string beginning) =>
        board.Log.WaitFor(line => line.Text.StartsWith(beginning, StringComparison.Ordinal), TestBoards.Patience).Text;

    /// <summary>Waits until the program's other task has had some more turns.</summary>
    public void WaitForTicks()
    {
        int ticks = board.Log.Lines.Count(IsTick);
        board.Log.WaitFor(_ => board.Log.Lines.Count(IsTick) > ticks + 3, TestBoards.Patience);

        static bool IsTick(LogLine line) => line.Text.StartsWith("tick ", StringComparison.Ordinal);
    }

    /// <summary>Holds the button of the program's other task.</summary>
    public void Press() => board.Pins[2].Drive(false);

    /// <summary>What the program has printed since the first line that begins so.</summary>
    public string[] Since(string beginning) => board.Log.Lines.Select(line => line.Text)
        .SkipWhile(text => !text.StartsWith(beginning, StringComparison.Ordinal))
        .ToArray();

    /// <summary>Whether the program has printed something of the kind.</summary>
    public bool Says(string part) => board.Log.Lines.Any(line => line.Text.Contains(part, StringComparison.Ordinal));

    public void Dispose() => board.Dispose();
}
