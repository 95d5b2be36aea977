using System;
using System.Threading;

namespace VirtualPicoW;

/// <summary>A wire between two pins of one board or of two: each sees what the other one drives, or pulls if nobody drives.</summary>
internal sealed class PinWire : IDisposable
{
    private readonly Lock gate = new();
    private Pin one;
    private Pin other;
    private bool isCut;

    public PinWire(Pin one, Pin other)
    {
        this.one = one;
        this.other = other;
        Attach();
    }

    public void Dispose()
    {
        lock (gate)
        {
            isCut = true;
            Detach();
        }
    }

    /// <summary>Leads from now on to the pin that has taken another one's place.</summary>
    public void Move(Pin from, Pin to)
    {
        lock (gate)
        {
            Detach();
            one = one == from ? to : one;
            other = other == from ? to : other;
            Attach();
        }
    }

    private void Attach()
    {
        one.Wires.Add(this);
        other.Wires.Add(this);
        one.GivenChanged += Carry;
        other.GivenChanged += Carry;
        Carry();
    }

    private void Detach()
    {
        one.GivenChanged -= Carry;
        other.GivenChanged -= Carry;
        one.Wires.Remove(this);
        other.Wires.Remove(this);
        one.Hear(null, null);
        other.Hear(null, null);
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
