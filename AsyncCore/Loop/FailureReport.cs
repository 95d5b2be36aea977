namespace AsyncCore;

/// <summary>
/// A failed task that nobody awaits goes once more through the ready queue, with this in place of its coroutine: whoever is going to
/// await it in this pass has then done so, and the exception handler hears of it only if nobody did.
/// </summary>
internal sealed class FailureReport : Coroutine
{
    private readonly Task task;
    private readonly Coroutine failed;
    private readonly string trace;

    internal FailureReport(Task task, Coroutine failed, string trace)
    {
        this.task = task;
        this.failed = failed;
        this.trace = trace;
    }

    public override Awaitable MoveNext()
    {
        State = Finished;
        if (!task.IsSeen)
        {
            EventLoop.Current.Report(new ExceptionContext("Task failed, and nobody awaits it", task.Fault, task) { Trace = trace });
        }

        return null;
    }

    internal override string Describe() => failed.Describe();
}
