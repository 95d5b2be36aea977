using System;
using System.Collections.Generic;

namespace VirtualPicoW;

/// <summary>The threads of one board. A native call on one of them may hold up all others, as name resolution does on a board.</summary>
internal sealed class ThreadGroup
{
    private readonly HashSet<SimulatedThread> members = [];

    /// <summary>The thread that alone may run; null if all may.</summary>
    public SimulatedThread? Holder { get; set; }

    /// <summary>Those that would run if there were no holder, in their order.</summary>
    public Queue<SimulatedThread> HeldUp { get; } = [];

    /// <summary>True once the power was cut: the threads end.</summary>
    public bool IsDoomed { get; set; }

    /// <summary>Is called by each of them before it waits; null if nobody wants to know.</summary>
    public Action? Waits { get; set; }

    /// <summary>Is called by each of them that has waited and goes on; null if nobody wants to know.</summary>
    public Action? Resumed { get; set; }

    /// <summary>The threads that have not ended.</summary>
    public IReadOnlyCollection<SimulatedThread> Members => members;

    /// <summary>One has been started.</summary>
    public void Enter(SimulatedThread thread) => members.Add(thread);

    /// <summary>One has ended.</summary>
    public void Leave(SimulatedThread thread) => members.Remove(thread);
}
