using System;

namespace nanoFramework.Runtime.Native;

/// <summary>Limits the time that a piece of code may take.</summary>
public static class ExecutionConstraint
{
    /// <summary>Not on the virtual board.</summary>
    public static void Install(int timeoutMilliseconds, int priority) => throw new PlatformNotSupportedException(
        "The virtual board cannot interrupt a running method: it has no execution constraints.");
}
