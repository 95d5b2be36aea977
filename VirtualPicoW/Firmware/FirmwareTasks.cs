using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace VirtualPicoW;

/// <summary>The tasks of a firmware's loop and what each waits for, as objects to compare, found by their names. Only while the loop stands still.</summary>
internal sealed class FirmwareTasks
{
    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private readonly Type task;
    private readonly PropertyInfo name;
    private readonly FieldInfo waitingOn;
    private readonly FieldInfo innermost;
    private readonly MethodInfo describe;
    private readonly PropertyInfo current;
    private readonly PropertyInfo timers;
    private readonly FieldInfo nodes;
    private readonly FieldInfo keys;
    private readonly FieldInfo count;

    private FirmwareTasks(Assembly core)
    {
        task = core.GetType("AsyncCore.Task", throwOnError: true)!;
        name = task.GetProperty("Name", Any)!;
        waitingOn = task.GetField("WaitingOn", Any)!;
        innermost = task.GetField("Innermost", Any)!;
        describe = core.GetType("AsyncCore.Awaitable", throwOnError: true)!.GetMethod("Describe", Any, [])!;
        Type loop = core.GetType("AsyncCore.EventLoop", throwOnError: true)!;
        current = loop.GetProperty("Current", Any)!;
        timers = loop.GetProperty("Timers", Any)!;
        nodes = timers.PropertyType.GetField("nodes", Any)!;
        keys = timers.PropertyType.GetField("keys", Any)!;
        count = timers.PropertyType.GetField("count", Any)!;
    }

    /// <summary>Those of a firmware; null if it uses no AsyncCore, or has not come to it.</summary>
    public static FirmwareTasks? Of(Firmware firmware) =>
        firmware.Context.Assemblies.FirstOrDefault(assembly => assembly.GetName().Name == "AsyncCore") is { } core ? new FirmwareTasks(core) : null;

    /// <summary>All that have ever waited and have not ended, each with its deadline, of which no two are equal unless there is none.</summary>
    public IEnumerable<(object Task, long Deadline)> All()
    {
        object table = timers.GetValue(current.GetValue(null))!;
        object[] found = (object[])nodes.GetValue(table)!;
        long[] deadlines = (long[])keys.GetValue(table)!;
        int end = (int)count.GetValue(table)!;
        for (int place = 1; place <= end; place++)
        {
            if (task.IsInstanceOfType(found[place]))
            {
                yield return (found[place], deadlines[place]);
            }
        }
    }

    /// <summary>Whether an object is a task.</summary>
    public bool IsTask(object? awaited) => task.IsInstanceOfType(awaited);

    /// <summary>What a task waits for.</summary>
    public object? WaitingOn(object task) => waitingOn.GetValue(task);

    /// <summary>The coroutine in which a task waits.</summary>
    public object? Innermost(object task) => innermost.GetValue(task);

    /// <summary>What a task is called.</summary>
    public string NameOf(object task) => (string)name.GetValue(task)!;

    /// <summary>What a task waits for, in words.</summary>
    public string Describe(object? awaited) => awaited == null ? "its turn" : (string)describe.Invoke(awaited, null)!;
}
