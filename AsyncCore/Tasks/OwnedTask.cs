namespace AsyncCore;

/// <summary>A task that tells its owner when it ends.</summary>
internal class OwnedTask : Task
{
    /// <summary>Who is told.</summary>
    internal readonly ITaskOwner Owner;

    internal OwnedTask(Coroutine coroutine, ITaskOwner owner)
        : base(coroutine)
    {
        Owner = owner;
    }

    /// <summary>Makes one, with its times if the loop keeps them.</summary>
    internal static OwnedTask Of(EventLoop loop, Coroutine coroutine, ITaskOwner owner) =>
        loop.TracksAges ? new Timed(coroutine, owner, TaskTimes.Begin(loop)) : new OwnedTask(coroutine, owner);

    private sealed class Timed : OwnedTask
    {
        private readonly TaskTimes times;

        internal Timed(Coroutine coroutine, ITaskOwner owner, TaskTimes times)
            : base(coroutine, owner)
        {
            this.times = times;
        }

        internal override TaskTimes Times => times;
    }
}
