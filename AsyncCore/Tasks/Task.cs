using System;
using System.ComponentModel;
using AsyncCore.CompilerServices;

namespace AsyncCore;

/// <summary>
/// A coroutine that was put on the loop with <see cref="Asyncio.CreateTask(Coroutine)"/> and runs beside the others. In asyncio: <c>Task</c>.
/// </summary>
/// <remarks>
/// <para>It can be awaited by any number of tasks, any number of times; each gets the result, or the same exception.</para>
/// <code>
///   CreateTask ──> ready ──(its turn)──> running ──(await)──> waiting
///                    ^                      │                    │
///                    └──────────────────────┼──(woken, or Cancel)┘
///                                           └──(end)──> Finished, Faulted or Cancelled
/// </code>
/// <para>
/// Memory on the board, in blocks of 12 bytes: this object's header and seven fields, 8; its place in the timer table, 20 bytes; the outermost coroutine,
/// 3 and its parameters and locals.
/// </para>
/// </remarks>
public class Task : TimerNode
{
    /// <summary>A mark in <see cref="Awaitable.State"/>: the end of a run has cancelled it.</summary>
    internal const int LeftOver = 1 << 22;

    /// <summary>A mark in <see cref="Awaitable.State"/>: it was cancelled, and there was no memory to tell it.</summary>
    internal const int ToHearLater = 1 << 23;

    private const int MostCancellations = (1 << 22) - 1;
    private const int PassedOn = 1 << 24;

    /// <summary>The next in the ring of the ready, or in the ring of those who wait for the same.</summary>
    internal Task Next;

    /// <summary>The one before in the ring of those who wait for the same; null among the ready.</summary>
    internal Task Previous;

    /// <summary>The coroutine to resume; the ones around it are its callers.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Coroutine Innermost;

    /// <summary>What the innermost coroutine waits for, or has waited for. At the end: <see cref="Seen"/> once somebody saw how it ended.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Awaitable WaitingOn;

    /// <summary>Until the end the ring of the tasks that await this one, then the result or the exception.</summary>
    internal object Outcome;

    internal Task(Coroutine coroutine)
        : base(PendingTask)
    {
        Innermost = coroutine;
    }

    /// <summary>The name given at creation, or else the name of the async method.</summary>
    public virtual string Name
    {
        get
        {
            Coroutine outermost = Innermost;
            while (outermost.Caller != null && outermost.Caller != Coroutine.Root)
            {
                outermost = outermost.Caller;
            }

            return outermost.Describe();
        }
    }

    /// <summary>True once the task has returned, failed or been cancelled, and for ever after. In asyncio: <c>done()</c>.</summary>
    public bool IsDone => State < Unstarted;

    /// <summary>True if the task ended by cancellation. In asyncio: <c>cancelled()</c>.</summary>
    public bool IsCancelled => State == Cancelled;

    /// <summary>How long ago it was created, in milliseconds; -1 unless <see cref="EventLoop.TracksAges"/> was on then.</summary>
    public long AgeMs => Times == null ? -1 : EventLoop.Current.Clock.NowMs - Times.BornMs;

    /// <summary>When it was made, and how long its turns took, as far as anybody wants to know; null if nobody does.</summary>
    internal virtual TaskTimes Times => null;

    /// <summary>What it waits for, for people to read.</summary>
    public string WaitsFor
    {
        get
        {
            if (IsDone)
            {
                return "nothing: it has ended";
            }

            return IsWaiting ? WaitingOn.Describe() : "its turn";
        }
    }

    /// <summary>What the task returned; null if it returns nothing. In asyncio: <c>result()</c>.</summary>
    /// <exception cref="InvalidOperationException">The task has not ended.</exception>
    /// <exception cref="CancelledException">The task was cancelled.</exception>
    public object Result
    {
        get
        {
            ThrowIfPending();
            return TakeOutcome();
        }
    }

    /// <summary>What the task failed with, or null if it returned. In asyncio: <c>exception()</c>.</summary>
    /// <exception cref="InvalidOperationException">The task has not ended.</exception>
    /// <exception cref="CancelledException">The task was cancelled.</exception>
    public Exception Exception
    {
        get
        {
            ThrowIfPending();
            WaitingOn = Seen;
            if (State == Cancelled)
            {
                throw (Exception)Outcome;
            }

            return State == Faulted ? (Exception)Outcome : null;
        }
    }

    /// <summary>How often it has heard of a cancellation so far, or of a deadline that it still is inside of, as a scope inside it needs to know.</summary>
    internal int Cancellations
    {
        [Inlined]
        get => State - PendingTask - (EventLoop.Current.IsToHearOfCancel(this) ? 1 : 0);
    }

    /// <summary>The exception of a task that has failed or was cancelled.</summary>
    internal Exception Fault => Outcome as Exception;

    /// <summary>The first of those who await a task that has not ended; null if nobody does.</summary>
    internal Task FirstWaiting => (Task)Outcome;

    /// <summary>True if it waits for something that has not come yet; false if it is ready or running.</summary>
    internal bool IsWaiting => Next == null || Previous != null;

    /// <summary>True if it was woken and has not had its turn: what it waited for is on its way to it.</summary>
    internal bool IsWoken => !IsWaiting && WaitingOn != Trampoline.NoTime && Innermost is not CancelDelivery;

    /// <summary>True if it was cancelled, or a deadline that it is inside of has come, and there was no memory to tell it; see <see cref="ShortageTeller"/>.</summary>
    internal bool IsToHearOfCancel
    {
        [Inlined]
        get => State >= PendingTask && ((State - PendingTask) & ToHearLater) != 0;
    }

    /// <summary>Nobody needs to be told any more how it ended.</summary>
    internal bool IsSeen => WaitingOn == Seen;

    /// <summary>
    /// What no task waits for at its end. Not a field: the board runs all static initialisers before Main in no order to rely on,
    /// so none may depend on another class.
    /// </summary>
    private static Awaitable Seen => Trampoline.NoTime;

    /// <summary>Part of the await pattern: an awaitable is its own awaiter.</summary>
    /// <returns>This.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public new Task GetAwaiter() => this;

    /// <summary>Part of the await pattern: ends the wait.</summary>
    /// <returns>What the task returned.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public new object GetResult()
    {
        if (Trampoline.Fault != null)
        {
            Trampoline.Throw();
        }

        return State == Finished ? Outcome : TakeOutcome();
    }

    /// <summary>
    /// Throws <see cref="CancelledException"/> into the task at its current await; if it awaits another task, that one is cancelled.
    /// A task that has not started never will. In asyncio: <c>cancel()</c>.
    /// </summary>
    /// <returns>False if the task has ended already.</returns>
    /// <remarks>A task that cancels itself gets the exception at its next await. Not for other threads or interrupts.</remarks>
    public bool Cancel()
    {
        if (IsDone)
        {
            return false;
        }

        NoteCancel();
        if (this == Trampoline.Running)
        {
            EventLoop.Current.CancelAfterTurn(this);
        }
        else
        {
            DeliverCancel("The task was cancelled.");
        }

        return true;
    }

    /// <summary>Cancels it, as one of several that belong together. If it stands for a task that was given, that one is cancelled, for this may not have begun to wait for it.</summary>
    internal void CancelChild()
    {
        Task given = Innermost is AwaitableWrapper wrapper ? wrapper.Owned : null;
        (given ?? this).Cancel();
    }

    /// <summary>Cancels it at the end of a run.</summary>
    internal void CancelLeftOver()
    {
        State += LeftOver;
        Cancel();
    }

    /// <summary>The end of the run has come to an end itself, and the task has not.</summary>
    internal void ForgetLeftOver() => State -= LeftOver;

    /// <summary>True if it has not ended and bears a mark.</summary>
    internal bool IsMarked(int mark) => State >= PendingTask && ((State - PendingTask) & mark) != 0;

    /// <summary>Counts a cancellation.</summary>
    internal void NoteCancel()
    {
        int count = State - PendingTask;
        if (count < PassedOn && (count & MostCancellations) != MostCancellations)
        {
            State++;
        }
    }

    /// <summary>True if it was cancelled, or a deadline that it is inside of has come, since it had been cancelled so often.</summary>
    internal bool IsCancelledSince(int cancellations) => State - PendingTask != cancellations;

    /// <summary>Takes a cancellation back, for a scope inside the task that caused it and is over.</summary>
    /// <param name="cancellationsBefore">How often the task had been cancelled when the scope began.</param>
    /// <returns>True if it was cancelled besides.</returns>
    internal bool Uncancel(int cancellationsBefore)
    {
        State--;
        if (State - PendingTask == cancellationsBefore + ToHearLater)
        {
            // It was to hear of that alone.
            State -= ToHearLater;
        }

        if (IsCancelledSince(cancellationsBefore))
        {
            return true;
        }

        EventLoop.Current.ForgetCancelAfterTurn(this);
        return false;
    }

    /// <summary>Ends the task's current wait with a <see cref="CancelledException"/>; if there is no memory to tell it, soon.</summary>
    internal void DeliverCancel(string reason)
    {
        if (Innermost is CancelDelivery || IsToHearOfCancel)
        {
            return;
        }

        bool isWaiting = IsWaiting;
        if (!isWaiting && Innermost.State == Unstarted)
        {
            // There is no coroutine to return to.
            Trampoline.NoteStart();
            CancelDelivery delivery = CancelDelivery.TryMake(reason) ?? EventLoop.Current.Teller.ForUnstarted;
            delivery.Address(Coroutine.Root, WaitingOn);
            Innermost = delivery;
        }
        else if (!TryPassOn(isWaiting) && !TryInterrupt(isWaiting, CancelDelivery.TryMake(reason)))
        {
            State += ToHearLater;
            EventLoop.Current.TellLater();
        }
    }

    /// <summary>Tells it of a cancellation for which there was no memory before. It may have had turns meanwhile, as one that has cancelled itself.</summary>
    internal void HearOfCancel(CancelDelivery delivery)
    {
        State -= ToHearLater;
        if (Innermost is CancelDelivery)
        {
            return;
        }

        bool isWaiting = IsWaiting;
        bool isPassedOn = TryPassOn(isWaiting);
        if (IsToHearOfCancel)
        {
            // It came back, from a ring.
            State -= ToHearLater;
            isPassedOn = false;
        }

        if (!isPassedOn)
        {
            TryInterrupt(isWaiting, delivery);
        }
    }

    internal override void Due() => EventLoop.Current.MakeReady(this);

    internal override void Conclude()
    {
        WaitingOn = Seen;
        if (State == Finished)
        {
            Trampoline.Result = Outcome;
        }
        else
        {
            Trampoline.Fault = (Exception)Outcome;
        }
    }

    internal override void AddWaiter(Task task)
    {
        if (Outcome == null)
        {
            Outcome = task;
        }
        else
        {
            TaskRing.Append(FirstWaiting, task);
        }
    }

    internal override void RemoveWaiter(Task task) => Outcome = TaskRing.Remove(FirstWaiting, task);

    internal override Task AwaitedTask(int index) => index == 0 ? this : null;

    internal override string Describe() => "Task " + Name;

    /// <summary>Cancels the task that it awaits, if there is one and it owns that.</summary>
    [Inlined]
    private bool TryPassOn(bool isWaiting)
    {
        if (!isWaiting || WaitingOn.State < PendingTask || Innermost is ShieldedWrapper || State >= PendingTask + PassedOn)
        {
            return false;
        }

        // Marked meanwhile: if the cancellation comes back here, tasks await each other in a ring, and it breaks here.
        State += PassedOn;
        ((Task)WaitingOn).Cancel();
        State -= PassedOn;
        return true;
    }

    /// <returns>False if there is nothing to tell it with: then it goes on waiting.</returns>
    [Inlined]
    private bool TryInterrupt(bool isWaiting, CancelDelivery delivery)
    {
        if (delivery == null)
        {
            return false;
        }

        if (isWaiting)
        {
            delivery.Address(Innermost, null);
            WaitingOn.RemoveWaiter(this);
            Innermost = delivery;
            EventLoop.Current.MakeReady(this);
        }
        else
        {
            // It had been woken.
            delivery.Address(Innermost, WaitingOn);
            Innermost = delivery;
        }

        return true;
    }

    private object TakeOutcome()
    {
        if (State == Finished)
        {
            return Outcome;
        }

        WaitingOn = Seen;
        throw (Exception)Outcome;
    }

    private void ThrowIfPending()
    {
        if (!IsDone)
        {
            throw new InvalidOperationException("Task " + Name + " has not ended; await it first.");
        }
    }
}
