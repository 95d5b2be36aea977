extern alias DotNet;

using DotNet::System.Runtime.CompilerServices;
using VirtualPicoW.Hardware;

namespace System.Threading;

/// <summary>What <c>lock</c> is made of.</summary>
public static class Monitor
{
    private static readonly ConditionalWeakTable<object, State> States = new();

    /// <summary>Waits until nobody else has the object's lock, and takes it.</summary>
    public static void Enter(object obj)
    {
        ArgumentNullException.ThrowIfNull(obj);
        State state = States.GetOrCreateValue(obj);
        Thread thread = Thread.CurrentThread;
        while (state.Owner != null && state.Owner != thread)
        {
            state.Waiters ??= SimulationOfBoard.Simulation.NewWaitPoint();
            state.Waiters.Wait(null);
        }

        state.Owner = thread;
        state.Depth++;
    }

    /// <summary>Gives the object's lock back.</summary>
    public static void Exit(object obj)
    {
        ArgumentNullException.ThrowIfNull(obj);
        if (!States.TryGetValue(obj, out State state) || state.Owner != Thread.CurrentThread)
        {
            throw new SynchronizationLockException();
        }

        if (--state.Depth == 0)
        {
            state.Owner = null;
            state.Waiters?.WakeOne();
        }
    }

    private sealed class State
    {
        public Thread Owner;
        public int Depth;
        public IWaitPoint Waiters;
    }
}
