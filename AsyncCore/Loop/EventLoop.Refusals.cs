using System;
using AsyncCore.CompilerServices;

namespace AsyncCore;

/// <content>What cannot be awaited: the coroutine that tried to goes on at once, and finds a fault. If there is no memory to say which, it finds that.</content>
public sealed partial class EventLoop
{
    /// <summary>There is nothing to wait for, or no way to.</summary>
    private static void RefuseToWait(Task task, Awaitable awaited)
    {
        task.WaitingOn = awaited;
        try
        {
            if (awaited == task)
            {
                Trampoline.Fault = new InvalidOperationException("Task " + task.Name + " awaits itself; it would wait for ever.");
            }
            else if (awaited is Coroutine coroutine)
            {
                Trampoline.Fault = new InvalidOperationException(
                    "Coroutine " + coroutine.Describe() + " was awaited before; each call can be awaited once. Make it a task to await it more often.");
            }
        }
        catch (OutOfMemoryException shortage)
        {
            Trampoline.Fault = shortage;
        }
    }

    /// <summary>There is nothing.</summary>
    private static void RefuseNull()
    {
        try
        {
            Trampoline.Fault = new NullReferenceException("What is awaited is null.");
        }
        catch (OutOfMemoryException shortage)
        {
            Trampoline.Fault = shortage;
        }
    }
}
