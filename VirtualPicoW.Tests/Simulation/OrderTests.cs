using System;
using System.Linq;

namespace VirtualPicoW.Tests;

/// <summary>The order of tasks that are woken at the same moment: two LEDs of which both flash every 2.8 s at once.</summary>
public class OrderTests
{
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(60);

    [Fact]
    public void First_come_is_first_served_with_each_seed()
    {
        string usual = Run(1, TaskOrder.Fifo);

        Assert.All(Enumerable.Range(2, 4), seed => Assert.Equal(usual, Run((ulong)seed, TaskOrder.Fifo)));
    }

    [Fact]
    public void Shuffled_it_is_the_same_with_the_same_seed_and_another_with_others()
    {
        string[] orders = Enumerable.Range(1, 5).Select(seed => Run((ulong)seed, TaskOrder.Shuffled)).ToArray();

        Assert.Equal(orders[0], Run(1, TaskOrder.Shuffled));
        Assert.Equal(orders.Length, orders.Distinct().Count());
        Assert.All(orders, order => Assert.Contains(order, pin => pin == 'a'));
        Assert.All(orders, order => Assert.Contains(order, pin => pin == 'b'));
    }

    [Fact]
    public void Last_come_is_first_served_in_the_worst_order()
    {
        string worst = Run(1, TaskOrder.Adversarial);

        Assert.NotEqual(Run(1, TaskOrder.Fifo), worst);
        Assert.Equal(worst, Run(2, TaskOrder.Adversarial));
    }

    [Fact]
    public void Whatever_the_order_the_times_are_the_same()
    {
        TimeSpan[] usual = Edges(TaskOrder.Fifo);

        Assert.Equal(usual, Edges(TaskOrder.Shuffled));
        Assert.Equal(usual, Edges(TaskOrder.Adversarial));

        static TimeSpan[] Edges(TaskOrder order)
        {
            using Simulation simulation = new() { Order = order };
            VirtualBoard board = simulation.Boot(BuildOutput.Sample("TwoLeds"));
            simulation.RunFor(Time);
            return board.Pins[15].Edges.Concat(board.Pins[14].Edges).Select(edge => edge.Time).ToArray();
        }
    }

    /// <summary>Which LED was the first, each time that both were switched on at once.</summary>
    private static string Run(ulong seed, TaskOrder order)
    {
        using Simulation simulation = new(seed) { Order = order };
        VirtualBoard board = simulation.Boot(BuildOutput.Sample("TwoLeds"));
        simulation.RunFor(Time);
        LogLine[] rises = board.Log.Lines.Where(line => line.Text == "high").ToArray();
        string firsts = string.Concat(rises.Zip(rises.Skip(1)).Where(pair => pair.First.Time == pair.Second.Time).Skip(1).Select(pair => pair.First.Source == "GP15" ? 'a' : 'b'));
        Assert.True(firsts.Length > 10, $"They were on at once {firsts.Length} times.");
        return firsts;
    }
}
