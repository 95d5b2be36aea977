using System;
using System.Collections.Generic;
using System.Threading;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>What is to happen to a board later. None of it does after the power was cut.</summary>
internal sealed class PendingActions(IClock clock) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly HashSet<IDisposable> _pending = [];
    private bool _isOver;

    /// <summary>Calls <paramref name="action"/> after a delay, unless that is over before.</summary>
    public void After(TimeSpan delay, Action action)
    {
        IDisposable? timer = null;
        lock (_gate)
        {
            if (_isOver)
            {
                return;
            }

            timer = clock.After(delay, () =>
            {
                lock (_gate)
                {
                    if (_isOver || !_pending.Remove(timer!))
                    {
                        return;
                    }
                }

                timer!.Dispose();
                action();
            });
            _pending.Add(timer);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
            foreach (var timer in _pending)
            {
                timer.Dispose();
            }

            _pending.Clear();
        }
    }
}
