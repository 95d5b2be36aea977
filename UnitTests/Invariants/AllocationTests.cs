using System;
using System.Collections;
using System.Reflection;
using nanoFramework.TestFramework;

namespace UnitTests;

/// <summary>
/// Nothing is allocated in the steady state. .NET counts the bytes that a thread allocates. nanoCLR does not; there the heap is filled up but for a
/// little, so that any garbage brings about a collection, which is seen by an object that does not survive it.
/// </summary>
[TestClass]
public class AllocationTests
{
    private const int Turns = 8000;
    private const int FreeBytes = 64000;
    private const int BallastBytes = 16000;

    private static ArrayList ballast;
    private static object garbage;

    private delegate void DeviceProgram(int turns);

    [TestMethod]
    public void An_allocation_would_be_noticed()
    {
        Assert.IsTrue(Allocates(MakeGarbage));
        Assert.IsFalse(Allocates(MakeNone));
    }

    [TestMethod]
    public void S3_7_sleeping_allocates_nothing()
    {
        Assert.IsFalse(Allocates(AllocationPrograms.TurnLoop));
        Assert.IsFalse(Allocates(AllocationPrograms.SleepLoop));
    }

    [TestMethod]
    public void S8_events_and_flags_allocate_nothing()
    {
        Assert.IsFalse(Allocates(AllocationPrograms.EventPingPong));
        Assert.IsFalse(Allocates(AllocationPrograms.FlagPingPong));
    }

    [TestMethod]
    public void S4_14_timeouts_that_are_met_allocate_nothing()
    {
        Assert.IsFalse(Allocates(AllocationPrograms.WaitForInTime), "in time");
        Assert.IsFalse(Allocates(AllocationPrograms.WaitForNested), "nested");
        Assert.IsFalse(Allocates(AllocationPrograms.WaitForByThree), "by three");
        Assert.IsFalse(Allocates(AllocationPrograms.WaitForSet), "set");
    }

    [TestMethod]
    public void S9_9_locks_and_semaphores_allocate_nothing()
    {
        Assert.IsFalse(Allocates(PrimitiveAllocationPrograms.LockUncontended), "free");
        Assert.IsFalse(Allocates(PrimitiveAllocationPrograms.LockContended), "contended");
        Assert.IsFalse(Allocates(PrimitiveAllocationPrograms.SemaphoreContended), "semaphore");
    }

    [TestMethod]
    public void S9_17_queues_that_do_not_grow_allocate_nothing()
    {
        Assert.IsFalse(Allocates(PrimitiveAllocationPrograms.QueueBounded), "bounded");
        Assert.IsFalse(Allocates(PrimitiveAllocationPrograms.QueueUnbounded), "unbounded");
        Assert.IsFalse(Allocates(PrimitiveAllocationPrograms.RingQueueHandOver), "ring");
        Assert.IsFalse(Allocates(PrimitiveAllocationPrograms.MessageHandOver), "message");
    }

    [TestMethod]
    public void Timers_that_are_kept_allocate_nothing()
    {
        Assert.IsFalse(Allocates(PrimitiveAllocationPrograms.CountdownLoop), "countdown");
        Assert.IsFalse(Allocates(PrimitiveAllocationPrograms.TimeoutScopeLoop), "scope");
        Assert.IsFalse(Allocates(PrimitiveAllocationPrograms.PeriodicTimerLoop), "periodic");
    }

    [TestMethod]
    public void S2_4_awaiting_a_task_that_has_ended_allocates_nothing() => Assert.IsFalse(Allocates(AllocationPrograms.AwaitEnded));

    private static void MakeGarbage(int turns)
    {
        for (int i = 0; i < turns; i++)
        {
            garbage = new object();
        }
    }

    private static void MakeNone(int turns)
    {
        for (int i = 0; i < turns; i++)
        {
            garbage = null;
        }
    }

    private static bool Allocates(DeviceProgram program)
    {
        program(100);
        MethodInfo count = typeof(object).Assembly.GetType("System.GC").GetMethod("GetAllocatedBytesForCurrentThread");
        return count == null ? CollectsGarbage(program) : CountBytes(count, program, 2 * Turns) - CountBytes(count, program, Turns) >= Turns;
    }

    private static long CountBytes(MethodInfo count, DeviceProgram program, int turns)
    {
        long before = (long)count.Invoke(null, null);
        program(turns);
        return (long)count.Invoke(null, null) - before;
    }

    private static bool CollectsGarbage(DeviceProgram program)
    {
        ballast = new ArrayList();
        try
        {
            while (nanoFramework.Runtime.Native.GC.Run(false) > FreeBytes)
            {
                ballast.Add(new byte[BallastBytes]);
            }

            WeakReference witness = MakeWitness();
            program(Turns);
            return !witness.IsAlive;
        }
        finally
        {
            ballast = null;
        }
    }

    private static WeakReference MakeWitness() => new WeakReference(new object());
}
