using System;
using System.Collections.Generic;

namespace VirtualPicoW;

/// <summary>Gives addresses to boards that join: the DHCP server of a simulated network.</summary>
public sealed class AddressServer
{
    private const int First = 101;
    private const int Last = 254;

    private readonly Dictionary<string, int> leases = [];
    private readonly Chance chance;
    private int next = First;

    internal AddressServer(Simulation simulation) => chance = simulation.Chance("address server");

    /// <summary>Whether it does not answer: boards give up after 20 s.</summary>
    public bool IsStalled { get; set; }

    /// <summary>Whether it refuses to give addresses.</summary>
    public bool Refuses { get; set; }

    /// <summary>How long it takes to give an address at least; at most it is twice as long.</summary>
    public TimeSpan Delay { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Forgets who had which address: each board that joins again gets another one.</summary>
    public void Forget() => leases.Clear();

    /// <summary>How long it takes this time.</summary>
    internal TimeSpan DrawDelay() => chance.Between(Delay, (2 * Delay) + TimeSpan.FromTicks(1));

    /// <summary>The address of a board.</summary>
    internal uint AddressFor(string name)
    {
        if (!leases.TryGetValue(name, out int number))
        {
            number = next;
            next = next == Last ? First : next + 1;
            leases.Add(name, number);
        }

        return SimulatedNetwork.Address(number);
    }
}
