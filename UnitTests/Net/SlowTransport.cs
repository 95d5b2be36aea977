using AsyncCore.Net;

namespace UnitTests;

/// <summary>A connection on which bytes take their time, as on a network; nothing is ever sent.</summary>
internal sealed class SlowTransport : Transport
{
    private bool isLost;

    /// <summary>True if something that was written has not arrived yet.</summary>
    internal bool IsOnItsWay { get; set; }

    /// <summary>How many bytes have come in and were not read.</summary>
    internal int Unread { get; set; }

    /// <summary>How many bytes were taken away.</summary>
    internal int Taken { get; private set; }

    internal bool IsClosed { get; private set; }

    public override string Peer => "slow";

    internal override bool IsLost => isLost;

    internal override bool HasArrived => !isLost ? !IsOnItsWay : throw new ConnectionResetException("It was lost.");

    public override int Read(byte[] buffer, int offset, int count) => WouldWait;

    public override int Write(byte[] buffer, int offset, int count) => count;

    public override void Close() => IsClosed = true;

    internal override int Discard()
    {
        const int Most = 512;
        if (isLost)
        {
            throw new ConnectionResetException("It was lost.");
        }

        int taken = Unread < Most ? Unread : Most;
        Unread -= taken;
        Taken += taken;
        return taken > 0 ? taken : WouldWait;
    }

    internal void Lose() => isLost = true;
}
