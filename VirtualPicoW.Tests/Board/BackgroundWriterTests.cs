using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;

namespace VirtualPicoW.Tests;

/// <summary>What the program prints holds nobody up for ever.</summary>
public class BackgroundWriterTests
{
    private static readonly TimeSpan Impatient = TimeSpan.FromMilliseconds(20);

    [Fact]
    public void Lines_are_written_in_order()
    {
        using StringWriter target = new();
        using BackgroundWriter writer = new(() => target, patience: TestBoards.Patience);

        for (int i = 0; i < 3 * BackgroundWriter.MaxWaiting; i++)
        {
            writer.WriteLine($"{i}");
        }

        writer.Flush();
        Assert.Equal(
            Enumerable.Range(0, 3 * BackgroundWriter.MaxWaiting).Select(i => $"{i}"),
            target.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Who_does_not_read_loses_lines_and_is_told_how_many_and_nobody_waits_for_him()
    {
        using Reader reader = new();
        using BackgroundWriter writer = new(() => reader, patience: Impatient);

        for (int i = 0; i < 2 * BackgroundWriter.MaxWaiting; i++)
        {
            writer.WriteLine($"{i}");
        }

        writer.Flush();
        Assert.False(writer.HasFailed);
        reader.Read();
        reader.WaitForLines(BackgroundWriter.MaxWaiting + 1);
        writer.WriteLine("later");
        reader.WaitForLines(BackgroundWriter.MaxWaiting + 3);
        Assert.Equal($"{BackgroundWriter.MaxWaiting}", reader.Lines[BackgroundWriter.MaxWaiting]);
        Assert.Equal($"({BackgroundWriter.MaxWaiting - 1} lines were left out here, for nobody read them)", reader.Lines[^2]);
        Assert.Equal("later", reader.Lines[^1]);
    }

    [Fact]
    public void A_failure_is_told_once_and_then_nothing_is_written()
    {
        ConcurrentQueue<string> told = new();
        using BackgroundWriter writer = new(() => throw new IOException("no room"), failure => told.Enqueue(failure.Message), TestBoards.Patience);

        writer.WriteLine("lost");
        writer.Flush();
        writer.WriteLine("lost, too");
        writer.Flush();

        Assert.True(writer.HasFailed);
        Assert.Equal(["no room"], told);
    }

    /// <summary>Reads nothing until it is told to.</summary>
    private sealed class Reader : TextWriter
    {
        private readonly ManualResetEventSlim reads = new();
        private readonly ConcurrentQueue<string> lines = new();

        public string[] Lines => lines.ToArray();

        public override Encoding Encoding => Encoding.UTF8;

        public override void WriteLine(string? value)
        {
            reads.Wait();
            lines.Enqueue(value!);
        }

        public void Read() => reads.Set();

        public void WaitForLines(int count) => Assert.True(SpinWait.SpinUntil(() => lines.Count >= count, TestBoards.Patience));
    }
}
