using System;

namespace VirtualPicoW;

/// <summary>One direction of a link: packets pass it one after the other.</summary>
internal sealed class Link(Chance chance)
{
    private static readonly TimeSpan LongestPauseInBurst = TimeSpan.FromSeconds(1);

    private TimeSpan lastTime;
    private TimeSpan busyUntil;
    private TimeSpan lastArrival;
    private bool isInBurst;

    /// <summary>What it does to packets.</summary>
    public LinkProfile Profile { get; set; } = LinkProfile.Perfect;

    /// <summary>Why nothing passes at all; null if something does.</summary>
    public string? Cut { get; set; }

    /// <summary>Which part is lost besides.</summary>
    public double WeaknessLoss { get; set; }

    /// <summary>Lets a packet pass.</summary>
    /// <param name="length">How long it is.</param>
    /// <param name="time">When it comes; changed to when it is through.</param>
    /// <returns>Why it is lost; null if it is not.</returns>
    public string? Pass(int length, ref TimeSpan time)
    {
        if (Cut != null)
        {
            return Cut;
        }

        isInBurst = isInBurst && time - lastTime < LongestPauseInBurst ? !chance.Comes(Profile.BurstEnds) : chance.Comes(Profile.BurstBegins);
        lastTime = time;
        if (isInBurst && chance.Comes(Profile.BurstLoss))
        {
            return "lost in a burst";
        }

        if (chance.Comes(Profile.Loss))
        {
            return "lost";
        }

        if (chance.Comes(WeaknessLoss))
        {
            return "lost, for the signal is weak";
        }

        TimeSpan start = busyUntil > time ? busyUntil : time;
        if ((start - time).TotalSeconds * Profile.BytesPerSecond > Profile.QueueBytes)
        {
            return "lost, for the queue is full";
        }

        busyUntil = start + TimeSpan.FromTicks(length * TimeSpan.TicksPerSecond / Profile.BytesPerSecond);
        TimeSpan arrival = busyUntil + Profile.Latency;
        if (Profile.Jitter > TimeSpan.Zero)
        {
            double fraction = chance.Fraction();
            arrival += Profile.Jitter * (fraction * fraction);
        }

        if (!chance.Comes(Profile.Reorders))
        {
            arrival = arrival > lastArrival ? arrival : lastArrival;
            lastArrival = arrival;
        }

        time = arrival;
        return null;
    }

    /// <summary>Whether the packet that passed comes a second time.</summary>
    public bool IsDoubled() => chance.Comes(Profile.Duplicates);
}
