using System;

namespace VirtualPicoW;

/// <summary>Ends something, once.</summary>
internal sealed class Ending(Action action) : IDisposable
{
    private Action? end = action;

    public void Dispose()
    {
        end?.Invoke();
        end = null;
    }
}
