using System;
using AsyncCore.CompilerServices;

namespace AsyncCore;

/// <summary>
/// A failed task that nobody awaits goes once more through the ready queue, with this in place of its coroutine: whoever is going to
/// await it in this pass has then done so, and the exception handler hears of it only if nobody did.
/// </summary>
internal sealed class FailureReport : Coroutine
{
    private readonly Coroutine failed;
    private readonly string trace;

    internal FailureReport(Coroutine failed, string trace)
    {
        this.failed = failed;
        this.trace = trace;
        State = Finished;
    }

    public override Awaitable MoveNext()
    {
        Task task = Trampoline.Running;
        if (!task.IsSeen)
        {
            EventLoop.Current.ReportFailure(task, trace);
        }

        return null;
    }

    /// <summary>Makes one for a coroutine that has failed.</summary>
    /// <returns>Null if there is no memory for it.</returns>
    internal static FailureReport TryMake(Coroutine failed, Exception fault)
    {
        try
        {
            return new FailureReport(failed, FaultTrace.Of(fault));
        }
        catch (OutOfMemoryException)
        {
            return null;
        }
    }

    internal override string Describe() => failed.Describe();
}
