namespace AsyncCore;

/// <summary>
/// Runs out some time after it was triggered last, and then wakes those who wait: a watchdog, or the end of a bounce.
/// In Hinch's library for MicroPython: <c>Delay_ms</c>.
/// </summary>
public sealed class OneShotTimer : WaitQueue
{
    private readonly Deadline deadline;

    /// <summary>Makes a countdown that is not running.</summary>
    public OneShotTimer() => deadline = new Deadline(this);

    /// <summary>True from <see cref="Trigger"/> until it runs out or is stopped.</summary>
    public bool IsRunning => deadline.HeapIndex != 0;

    /// <summary>True if it has run out and was not triggered since.</summary>
    public bool HasRunOut => State == Finished;

    /// <summary>Starts it, or starts it again.</summary>
    /// <param name="durationMs">Milliseconds until it runs out; at zero or less it does as soon as the running task waits.</param>
    public void Trigger(int durationMs)
    {
        State = Waiting;
        deadline.ArmIn(durationMs);
    }

    /// <summary>Stops it; those who wait go on waiting.</summary>
    public void Stop()
    {
        State = Waiting;
        deadline.Disarm();
    }

    /// <summary>Waits until it runs out; not at all if it has.</summary>
    /// <returns>What to await.</returns>
    public OneShotTimer Wait() => this;

    private void RunOut()
    {
        State = Finished;
        WakeAll();
    }

    private sealed class Deadline : Alarm
    {
        private readonly OneShotTimer countdown;

        internal Deadline(OneShotTimer countdown) => this.countdown = countdown;

        internal override void Due()
        {
            Disarm();
            countdown.RunOut();
        }
    }
}
