using System;
using System.Collections.Generic;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>Carries packets from host to host: up the link of one, through the rules, down the link of the other.</summary>
internal sealed class SimulatedNetwork(Scheduler scheduler)
{
    /// <summary>192.168.4.0, of which the last number tells the hosts apart.</summary>
    private const uint Prefix = 0xC0A8_0400;
    private const uint PrefixMask = 0xFFFF_FF00;
    private const uint Everybody = 0xFFFF_FFFF;

    private readonly Dictionary<uint, SimulatedHost> hosts = [];
    private readonly List<Func<Packet, PacketVerdict>> rules = [];
    private long lastNumber;

    /// <summary>Raised for each packet, with why it is lost; null if it arrives, at that time.</summary>
    public event Action<Packet, string?, TimeSpan>? Carried;

    /// <summary>How many packets were sent.</summary>
    public long PacketCount => lastNumber;

    /// <summary>Who is there for a board that talks to 127.0.0.1, as in the host world.</summary>
    public SimulatedHost? Computer { get; set; }

    /// <summary>The number of the next packet.</summary>
    public long NextNumber() => ++lastNumber;

    /// <summary>The address with this last number.</summary>
    public static uint Address(int number) => Prefix + (uint)number;

    /// <summary>A host has that address from now on.</summary>
    public void Enter(SimulatedHost host, uint address) => hosts[address] = host;

    /// <summary>Nobody has that address any more.</summary>
    public void Leave(uint address) => hosts.Remove(address);

    /// <summary>Whether somebody has that address.</summary>
    public bool IsTaken(uint address) => hosts.ContainsKey(address);

    /// <summary>Adds a rule, behind those that there are. The first that does not let a packet pass decides.</summary>
    public IDisposable AddRule(Func<Packet, PacketVerdict> rule)
    {
        rules.Add(rule);
        return new Ending(() => rules.Remove(rule));
    }

    /// <summary>Sends a packet.</summary>
    public void Send(SimulatedHost from, Packet packet)
    {
        scheduler.Note(packet.Number ^ ((long)packet.Length << 32));
        if (IsForComputer(from, packet))
        {
            packet = packet.Between(packet.Source with { Address = from.Address }, packet.Destination with { Address = Computer!.Address });
        }

        uint address = packet.Destination.Address;
        if (packet.Destination.IsLoopback)
        {
            Carry(from, from, packet);
        }
        else if (address == Everybody || address == (Prefix | ~PrefixMask))
        {
            foreach (SimulatedHost host in new List<SimulatedHost>(hosts.Values))
            {
                if (host != from)
                {
                    Carry(from, host, packet);
                }
            }
        }
        else
        {
            Carry(from, hosts.GetValueOrDefault(address), packet);
        }
    }

    /// <summary>A host's own door first; behind 127.0.0.1 there is the computer besides, as in the host world.</summary>
    private bool IsForComputer(SimulatedHost from, Packet packet) =>
        packet.Destination.Address == Endpoint.Loopback && Computer != null && Computer != from && from.Address != 0 && packet is not UnreachablePacket && !from.Hears(packet);

    private void Carry(SimulatedHost from, SimulatedHost? to, Packet packet)
    {
        TimeSpan time = scheduler.Now;
        string? reason = null;
        TimeSpan lateness = TimeSpan.Zero;
        if (to == null)
        {
            reason = "lost, for nobody has that address";
        }
        else if (to == from)
        {
            // No link, and no rules but for what is addressed to a host that is imagined there.
            reason = packet.Destination is { IsLoopback: true, Address: not Endpoint.Loopback } ? Judge(packet, out lateness) : null;
            time += lateness;
        }
        else
        {
            reason = Judge(packet, out lateness) ?? from.Up.Pass(packet.Length, ref time) ?? to.Down.Pass(packet.Length, ref time);
            time = to.TimeOfHearing(time + lateness);
        }

        Carried?.Invoke(packet, reason, time);
        if (reason != null)
        {
            scheduler.Note(packet.Number);
            return;
        }

        scheduler.At(time, () => to!.Hear(packet));
        if (to != from && to!.Down.IsDoubled())
        {
            scheduler.At(time, () => to.Hear(packet));
        }
    }

    private string? Judge(Packet packet, out TimeSpan lateness)
    {
        lateness = TimeSpan.Zero;
        foreach (Func<Packet, PacketVerdict> rule in rules)
        {
            PacketVerdict verdict = rule(packet);
            if (verdict != PacketVerdict.Pass)
            {
                lateness = verdict.Lateness;
                return verdict.Reason;
            }
        }

        return null;
    }
}
