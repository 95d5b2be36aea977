using System;

namespace nanoFramework.Runtime.Events;

/// <summary>Combines delegates; on .NET the targets are held strongly.</summary>
public static class WeakDelegate
{
    /// <summary>Both, one after the other.</summary>
    public static Delegate Combine(Delegate a, Delegate b) => Delegate.Combine(a, b);

    /// <summary>The first without the second.</summary>
    public static Delegate Remove(Delegate a, Delegate b) => Delegate.Remove(a, b);
}
