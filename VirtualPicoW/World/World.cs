using System;
using System.Collections.Generic;
using System.Threading;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>
/// What surrounds a board: how its time passes and who is on its network. The rules of the board itself (how many sockets,
/// what blocks, what fails without a link) are the board's and the same in every world.
/// </summary>
public abstract class World
{
    /// <summary>The IPv4 address of a board that has joined a network, first number in the highest byte.</summary>
    public abstract uint BoardAddress { get; }

    /// <summary>The addresses of the name servers that a board is told when it joins a network.</summary>
    public abstract IReadOnlyList<uint> NameServers { get; }

    /// <summary>The date when a board boots now.</summary>
    public virtual DateTime Date => DateTime.UtcNow;

    /// <summary>What firmware needs besides where time is not the computer's; null in real time.</summary>
    public virtual ISimulation? Simulation => null;

    /// <summary>Starts the clock of a board that boots now.</summary>
    public abstract IClock StartClock();

    /// <summary>Opens a socket.</summary>
    public abstract IWorldSocket OpenSocket(SocketKind kind);

    /// <summary>
    /// The firmware spins until something happens. A world may use that to wait in its own way, up to a millisecond, and must look up as soon as a socket that was
    /// polled in vain is ready.
    /// </summary>
    public virtual void SpinOnce()
    {
    }

    /// <summary>The address of a host.</summary>
    /// <exception cref="SocketFailure">There is no such host.</exception>
    public abstract uint Resolve(string host);

    /// <summary>What decides all that is left to chance, for people to read; null where nothing decides that.</summary>
    internal virtual string? Seed => null;

    /// <summary>How many events have happened; 0 where nobody counts them.</summary>
    internal virtual long EventCount => 0;

    /// <summary>Decides how buttons bounce.</summary>
    internal virtual Chance ButtonChance { get; } = new((ulong)Environment.TickCount64, "buttons");

    /// <summary>Decides what an input reads that nobody drives or pulls; null where it is always low.</summary>
    internal virtual Chance? FloatingChance => null;

    /// <summary>For how long the firmware is told the same count of free memory again.</summary>
    internal virtual TimeSpan MemoryShelfLife => TimeSpan.Zero;

    /// <summary>The firmware looks at the clock. Where code takes no time, who does nothing else must wait.</summary>
    internal virtual void NoteClockRead()
    {
    }

    /// <summary>How long it takes to join a network.</summary>
    internal virtual TimeSpan JoinTime(TimeSpan usual) => usual;

    /// <summary>Asks the network that was joined for an address, and waits for it.</summary>
    /// <returns>False if there was none in time.</returns>
    internal virtual bool AcquireAddress() => true;

    /// <summary>How strong the signal of the network is that the board is on, in dBm.</summary>
    internal virtual void NoteSignal(int signal)
    {
    }

    /// <summary>The network is gone, and the address with it.</summary>
    internal virtual void LoseAddress()
    {
    }

    /// <summary>A native call begins that holds up all other threads of the board until what it returns is disposed of; null where that cannot be.</summary>
    internal virtual IDisposable? HoldUp() => null;

    /// <summary>How fast time passes; null where that is not ours to say.</summary>
    internal virtual Pace? Pace => null;

    /// <summary>A board stands in this world.</summary>
    internal virtual void Enter(VirtualBoard board)
    {
    }

    /// <summary>The board's power was cut.</summary>
    internal virtual void Leave()
    {
    }

    /// <summary>Starts a thread of the board's own.</summary>
    internal virtual void StartThread(string name, Action body) => new Thread(() => body()) { IsBackground = true, Name = name }.Start();

    /// <summary>Runs something on a thread of the board, and waits until it has ended.</summary>
    /// <returns>False if it took longer than <paramref name="limit"/>.</returns>
    internal virtual bool Run(string name, Action body, TimeSpan limit)
    {
        Thread runner = new(() => body()) { IsBackground = true, Name = name };
        runner.Start();
        return runner.Join(limit);
    }

    /// <summary>Starts what delivers hardware events.</summary>
    internal virtual IInterruptQueue StartInterrupts(BoardLog log) => new InterruptThread(log);

    /// <summary>The calling thread of the firmware is not to go on, for the power was cut.</summary>
    internal virtual void EndThread()
    {
        if (Thread.CurrentThread.IsThreadPoolThread)
        {
            // A timer's callback: the thread is .NET's and must be given back.
            throw new BoardStoppedException();
        }

        Thread.CurrentThread.IsBackground = true;
        Thread.Sleep(Timeout.Infinite);
    }

    /// <summary>Does something to the board, from whichever thread: at once if that is possible.</summary>
    internal virtual void Call(Action action) => action();
}
