using System;
using System.Collections.Generic;
using System.Threading;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>What is to happen to a board later. None of it does after the power was cut.</summary>
internal sealed class PendingActions(IClock clock) : IDisposable
{
    private readonly Lock gate = new();
    private readonly HashSet<IDisposable> pending = [];
    private bool isOver;

    /// <summary>Calls <paramref name="action"/> after a delay, unless that is over before.</summary>
    public void After(TimeSpan delay, Action action)
    {
        IDisposable? timer = null;
        lock (gate)
        {
            if (isOver)
            {
                return;
            }

            timer = clock.After(delay, () =>
            {
                lock (gate)
                {
                    if (isOver || !pending.Remove(timer!))
                    {
                        return;
                    }
                }

                timer!.Dispose();
                action();
            });
            pending.Add(timer);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            isOver = true;
            foreach (IDisposable timer in pending)
            {
                timer.Dispose();
            }

            pending.Clear();
        }
    }
}
