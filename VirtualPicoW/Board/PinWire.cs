using System;
using System.Threading;

namespace VirtualPicoW;

/// <summary>A wire between two pins of one board or of two: each sees what the other one drives, or pulls if nobody drives.</summary>
internal sealed class PinWire : IDisposable
{
    private readonly Lock gate = new();
    private readonly Pin one;
    private readonly Pin other;
    private bool isCut;

    public PinWire(Pin one, Pin other)
    {
        this.one = one;
        this.other = other;
        one.GivenChanged += Carry;
        other.GivenChanged += Carry;
        Carry();
    }

    public void Dispose()
    {
        lock (gate)
        {
            isCut = true;
            one.GivenChanged -= Carry;
            other.GivenChanged -= Carry;
            one.Hear(null, null);
            other.Hear(null, null);
        }
    }

    private void Carry()
    {
        lock (gate)
        {
            if (!isCut)
            {
                other.Hear(one.Given, one.Pull);
                one.Hear(other.Given, other.Pull);
            }
        }
    }
}
