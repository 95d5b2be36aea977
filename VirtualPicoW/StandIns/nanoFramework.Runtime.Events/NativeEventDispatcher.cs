using System;

namespace nanoFramework.Runtime.Events;

/// <summary>Connects a native driver with managed handlers. A virtual board has no native drivers, so nothing is ever dispatched.</summary>
public class NativeEventDispatcher : IDisposable
{
    /// <summary>Handlers that are to run on threads of their own.</summary>
    protected NativeEventHandler threadSpawn;

    /// <summary>The handlers.</summary>
    protected NativeEventHandler callbacks;

    /// <summary>Whether it was disposed.</summary>
    protected bool disposed;

    /// <summary>A dispatcher for a driver.</summary>
    public NativeEventDispatcher(string driverName, ulong driverData)
    {
    }

    /// <summary>Finalizes it.</summary>
    ~NativeEventDispatcher() => Dispose(false);

    /// <summary>Raised by the driver.</summary>
    public event NativeEventHandler OnInterrupt
    {
        add => callbacks += value;
        remove => callbacks -= value;
    }

    /// <summary>Lets the driver interrupt.</summary>
    public virtual void EnableInterrupt()
    {
    }

    /// <summary>Keeps the driver from interrupting.</summary>
    public virtual void DisableInterrupt()
    {
    }

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends it.</summary>
    protected virtual void Dispose(bool disposing)
    {
        callbacks = null;
        threadSpawn = null;
        disposed = true;
    }
}
