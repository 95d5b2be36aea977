using AsyncCore.Net;

namespace AsyncCore.Samples;

/// <summary>Somebody who takes part: what others said waits here until the connection takes it.</summary>
/// <remarks>Who reads too slowly misses lines, the oldest first, and is told how many; nobody waits for it.</remarks>
internal sealed class Member
{
    private const int MaxUnread = 16;

    private readonly RingQueue unread = new RingQueue(MaxUnread, true);
    private readonly Stream stream;

    internal Member(Stream stream, string name)
    {
        this.stream = stream;
        Name = name;
    }

    internal string Name { get; }

    /// <summary>Leaves a line for it.</summary>
    internal void Tell(byte[] line) => unread.TryPut(line);

    /// <summary>Sends it what is there and what comes, until the connection is lost.</summary>
    internal async Coroutine Deliver()
    {
        int reported = 0;
        while (true)
        {
            byte[] line = (byte[])await unread.Get();
            int missed = unread.DroppedCount - reported;
            if (missed > 0)
            {
                reported += missed;
                await stream.Write("(you missed " + missed + " lines)\n");
            }

            await stream.Write(line);
        }
    }
}
