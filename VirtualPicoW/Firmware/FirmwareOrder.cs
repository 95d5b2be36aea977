using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace VirtualPicoW;

/// <summary>
/// Puts the tasks that are ready into another order, at the loop's own look outside, where it calls what others have asked for. So the loop has nothing to do for it, and nothing to know.
/// </summary>
internal sealed class FirmwareOrder
{
    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    private readonly PropertyInfo current;
    private readonly FieldInfo last;
    private readonly FieldInfo next;
    private readonly FieldInfo entries;
    private readonly MethodInfo add;
    private readonly Delegate call;
    private readonly Action<object[]> arrange;
    private bool isPlanned;

    private FirmwareOrder(Assembly core, Type loop, Action<object[]> arrange)
    {
        this.arrange = arrange;
        current = loop.GetProperty("Current", Any)!;
        last = loop.GetField("last", Any)!;
        entries = loop.GetField("entries", Any)!;
        next = core.GetType("AsyncCore.Task", throwOnError: true)!.GetField("Next", Any)!;
        Type callback = core.GetType("AsyncCore.Callback", throwOnError: true)!;
        add = entries.FieldType.GetMethod("Add", Any, [callback])!;
        call = Delegate.CreateDelegate(callback, this, nameof(Rearrange));
    }

    /// <summary>That of a firmware; null if it has no loop of AsyncCore.</summary>
    /// <param name="firmware">The firmware.</param>
    /// <param name="arrange">Gets the tasks in the order in which they would go on, and changes it.</param>
    public static FirmwareOrder? Of(Firmware firmware, Action<object[]> arrange) =>
        firmware.Context.Assemblies.FirstOrDefault(assembly => assembly.GetName().Name == "AsyncCore") is { } core && core.GetType("AsyncCore.EventLoop") is { } loop
            ? new FirmwareOrder(core, loop, arrange)
            : null;

    /// <summary>Lets it be done at the next look. For a thread of the firmware.</summary>
    public void Plan()
    {
        if (!isPlanned)
        {
            isPlanned = true;
            add.Invoke(entries.GetValue(current.GetValue(null)), BindingFlags.DoNotWrapExceptions, null, [call], null);
        }
    }

    /// <summary>The loop calls it when it has found out who is ready, and none of them has had its turn.</summary>
    public void Rearrange()
    {
        isPlanned = false;
        object loop = current.GetValue(null)!;
        if (last.GetValue(loop) is not { } end)
        {
            return;
        }

        List<object> found = [];
        object task = end;
        do
        {
            task = next.GetValue(task)!;
            found.Add(task);
        }
        while (task != end);

        object[] tasks = [.. found];
        arrange(tasks);
        for (int index = 0; index < tasks.Length; index++)
        {
            next.SetValue(tasks[index], tasks[(index + 1) % tasks.Length]);
        }

        last.SetValue(loop, tasks[^1]);
    }
}
