using VirtualPicoW.Hardware;

namespace System.Threading;

/// <summary>A thread of the firmware. It goes on until it waits: no other one takes its turn before.</summary>
public sealed class Thread
{
    private static int lastId;

    private readonly ThreadStart body;
    private readonly IWaitPoint end = SimulationOfBoard.Simulation.NewWaitPoint();

    /// <summary>Makes one; <see cref="Start"/> starts it.</summary>
    public Thread(ThreadStart start)
    {
        ArgumentNullException.ThrowIfNull(start);
        body = start;
        ThreadState = ThreadState.Unstarted;
    }

    /// <summary>A thread that the board has started.</summary>
    private Thread() => ThreadState = ThreadState.Running;

    /// <summary>The thread that asks.</summary>
    public static Thread CurrentThread
    {
        get
        {
            ISimulation simulation = SimulationOfBoard.Simulation;
            if (simulation.Thread is Thread thread)
            {
                return thread;
            }

            thread = new Thread();
            simulation.Thread = thread;
            return thread;
        }
    }

    /// <summary>It says nothing here: each thread goes on until it waits.</summary>
    public ThreadPriority Priority { get; set; } = ThreadPriority.Normal;

    /// <summary>Its number.</summary>
    public int ManagedThreadId { get; } = ++lastId;

    /// <summary>True from its start to its end.</summary>
    public bool IsAlive => ThreadState is not (ThreadState.Unstarted or ThreadState.Stopped);

    /// <summary>What it does.</summary>
    public ThreadState ThreadState { get; private set; }

    /// <summary>Lets the calling thread wait.</summary>
    public static void Sleep(int millisecondsTimeout)
    {
        if (SimulationOfBoard.Limit(millisecondsTimeout) is { } time)
        {
            Sleep(time);
        }
        else
        {
            SimulationOfBoard.Simulation.NewWaitPoint().Wait(null);
        }
    }

    /// <summary>Lets the calling thread wait.</summary>
    public static void Sleep(TimeSpan timeout)
    {
        Thread thread = CurrentThread;
        thread.ThreadState = ThreadState.WaitSleepJoin;
        try
        {
            SimulationOfBoard.Board.Clock.Sleep(timeout);
        }
        finally
        {
            thread.ThreadState = ThreadState.Running;
        }
    }

    /// <summary>Code takes no time in a simulated world.</summary>
    public static void SpinWait(int iterations)
    {
    }

    /// <summary>Starts it.</summary>
    public void Start()
    {
        if (ThreadState != ThreadState.Unstarted)
        {
            throw new ThreadStateException("The thread was started before.");
        }

        ThreadState = ThreadState.Running;
        SimulationOfBoard.Simulation.Start(Run, this);
    }

    /// <summary>The virtual board cannot do that, as .NET cannot.</summary>
    public void Abort() => throw new PlatformNotSupportedException("The virtual board cannot abort threads.");

    /// <summary>The virtual board cannot do that, as .NET cannot.</summary>
    public void Suspend() => throw new PlatformNotSupportedException("The virtual board cannot suspend threads.");

    /// <summary>The virtual board cannot do that, as .NET cannot.</summary>
    public void Resume() => throw new PlatformNotSupportedException("The virtual board cannot resume threads.");

    /// <summary>Waits for its end.</summary>
    public void Join() => Join(Timeout.Infinite);

    /// <summary>Waits for its end; false if it took too long.</summary>
    public bool Join(int millisecondsTimeout) => Join(SimulationOfBoard.Limit(millisecondsTimeout));

    /// <summary>Waits for its end; false if it took too long.</summary>
    public bool Join(TimeSpan timeout) => Join((TimeSpan?)timeout);

    private bool Join(TimeSpan? limit) => ThreadState == ThreadState.Stopped || end.Wait(limit);

    private void Run()
    {
        try
        {
            body();
        }
        finally
        {
            ThreadState = ThreadState.Stopped;
            end.WakeAll();
        }
    }
}
