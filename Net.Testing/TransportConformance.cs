using System;

namespace AsyncCore.Net.Testing;

/// <summary>
/// Checks a transport, be it a socket, a UART or one in a test: that it keeps the contract of <see cref="Transport"/>, and that a <see cref="Stream"/> on it
/// does what streams promise. The streams of this library are tested with it as well. In trio: <c>check_two_way_stream()</c>.
/// </summary>
/// <remarks>
/// <code>
/// private static async Coroutine&lt;Transport[]&gt; MakePair() { ... return new Transport[] { near, far }; }
/// ...
/// await TransportConformance.Check(MakePair);
/// </code>
/// Each check gets a new pair and a limit of time, so that a signal that never comes is a failure and not a hang.
/// </remarks>
public static class TransportConformance
{
    /// <summary>How long one check may take, in milliseconds.</summary>
    public const int LimitMs = 10000;

    /// <summary>Runs all checks, each in both directions.</summary>
    /// <param name="maker">Makes the transports.</param>
    /// <returns>What to await, once.</returns>
    /// <exception cref="ConformanceException">A check failed; the message names it.</exception>
    public static async Coroutine Check(TransportPairMaker maker)
    {
        await CheckTransport(maker);
        await CheckStream(maker);
    }

    private static async Coroutine CheckTransport(TransportPairMaker maker)
    {
        await Run("What has not come is not read", TransportChecks.NothingThere, maker);
        await Run("Both ends have names, also when they are closed", TransportChecks.Names, maker);
        await Run("Whoever waits to read is signalled", TransportChecks.ReadableIsSignalled, maker);
        await Run("Bytes arrive, in order, within the range asked for", TransportChecks.BytesArrive, maker);
        await Run("The writer's buffer is free again at once", TransportChecks.BufferIsFree, maker);
        await Run("What nobody reads is bounded, and whoever waits to write is signalled", TransportChecks.BackPressure, maker);
        await Run("After a close the other end reads the rest, then the end again and again", TransportChecks.EndOfStream, maker);
        await Run("Whoever waits to read is signalled at the end", TransportChecks.EndIsSignalled, maker);
        await Run("Writing to a closed end finds the connection lost", TransportChecks.WriteToClosed, maker);
        await Run("A closed transport says so, and closing twice is fine", TransportChecks.UseAfterClose, maker);
    }

    private static async Coroutine CheckStream(TransportPairMaker maker)
    {
        await Run("Much data goes both ways at once", StreamChecks.MuchBothWays, maker);
        await Run("A read that is cancelled loses nothing", StreamChecks.CancelledReads, maker);
        await Run("Lines arrive whole, and the last one without its end", StreamChecks.Lines, maker);
        await Run("A second reader is refused", StreamChecks.SecondReader, maker);
        await Run("Writers take turns", StreamChecks.ManyWriters, maker);
        await Run("A writer waits for a slow reader", StreamChecks.SlowReader, maker);
        await Run("Close sends what was written", StreamChecks.CloseFlushes, maker);
        await Run("A reader is told that its stream was closed", StreamChecks.CloseUnderReader, maker);
        await Run("A writer that is cancelled lets others write", StreamChecks.CancelledWriter, maker);
    }

    private static async Coroutine Run(string statement, TransportCheck check, TransportPairMaker maker)
    {
        for (int direction = 0; direction < 2; direction++)
        {
            Transport[] ends = await maker();
            try
            {
                await Asyncio.WaitForMs(check(ends[direction], ends[1 - direction]), LimitMs);
            }
            catch (Exception exception) when (exception is not CancelledException)
            {
                throw new ConformanceException(
                    statement + ": not in direction " + direction + ". " + (exception is TimeoutException ? "It took too long." : exception.ToString()));
            }
            finally
            {
                ends[0].Close();
                ends[1].Close();
            }
        }
    }
}
