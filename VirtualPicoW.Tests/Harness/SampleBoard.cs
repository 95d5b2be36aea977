using System;
using System.Globalization;
using System.Linq;

namespace VirtualPicoW.Tests;

/// <summary>A board that runs one of the programs in the folder Samples.</summary>
internal sealed class SampleBoard : IDisposable
{
    private const string Announcement = "listening on 127.0.0.1:";

    public SampleBoard(string sample, int sockets = BoardOptions.SocketsOfPicoW, params (string Name, string Value)[] settings)
    {
        Board = new VirtualBoard(new BoardOptions
        {
            World = new WorldWithFreePorts(new HostWorld()),
            JoinTime = TimeSpan.Zero,
            SocketLimit = sockets,
        });
        Firmware program = Board.Load(BuildOutput.Sample(sample));
        foreach ((string name, string value) in settings)
        {
            program.Settings!.Set(name, value);
        }

        Board.Start();
    }

    public VirtualBoard Board { get; }

    /// <summary>The port at which a server listens; waits until it does.</summary>
    public int Port => int.Parse(WaitFor(Announcement)[Announcement.Length..], CultureInfo.InvariantCulture);

    /// <summary>A client that lives in a test as on a computer.</summary>
    public TextClient Connect() => new(Port);

    /// <summary>Waits until the program has printed a line that begins so.</summary>
    public string WaitFor(string beginning) => Board.Log.WaitFor(
        line => line.Source == "app" && line.Text.StartsWith(beginning, StringComparison.Ordinal), TestBoards.Patience).Text;

    /// <summary>What the program has printed.</summary>
    public string[] Printed() => Board.Log.Lines.Where(line => line.Source == "app").Select(line => line.Text).ToArray();

    /// <summary>Waits for the end of the program.</summary>
    public void WaitForEnd()
    {
        Assert.True(Board.Completion.Wait(TestBoards.Patience), "The program has not ended.");
        Assert.Equal(new BoardExit(ExitReason.MainReturned), Board.Completion.Result);
    }

    /// <summary>Waits until so many sockets are in use.</summary>
    public void WaitForSockets(int count) => Assert.True(
        System.Threading.SpinWait.SpinUntil(() => Board.Sockets.Count == count, TestBoards.Patience),
        $"{Board.Sockets.Count} sockets are in use, not {count}: {string.Join(", ", Board.Sockets.Open)}.");

    public void Dispose()
    {
        Board.Dispose();
        Assert.DoesNotContain(Printed(), line => line.Contains("   at ", StringComparison.Ordinal));
    }
}
