using System;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using System.Threading.Tasks;

namespace VirtualPicoW;

/// <summary>
/// The event loop of firmware that uses AsyncCore, found by its names: the board runs any firmware, and refers to none of its libraries.
/// </summary>
internal sealed class FirmwareLoop
{
    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    private readonly FieldInfo running;
    private readonly PropertyInfo current;
    private readonly PropertyInfo isRunning;
    private readonly MethodInfo describeTasks;
    private readonly MethodInfo describeRunning;
    private readonly MethodInfo inquire;
    private readonly Type callback;
    private readonly FirmwareTurns? turns;

    private FirmwareLoop(FieldInfo running, PropertyInfo current, PropertyInfo isRunning, MethodInfo describeTasks, MethodInfo describeRunning, MethodInfo inquire, Type callback)
    {
        this.running = running;
        this.current = current;
        this.isRunning = isRunning;
        this.describeTasks = describeTasks;
        this.describeRunning = describeRunning;
        this.inquire = inquire;
        this.callback = callback;
        turns = FirmwareTurns.Of(current.DeclaringType!);
    }

    /// <summary>Whether it runs tasks.</summary>
    public bool IsRunning => (bool)isRunning.GetValue(Loop)!;

    /// <summary>The task whose turn it is, as an object to compare; null between turns.</summary>
    public object? RunningTask => running.GetValue(null);

    private object Loop => current.GetValue(null)!;

    /// <summary>The loop of a firmware; null if it has none, none yet, or one of a version that tells nothing.</summary>
    public static FirmwareLoop? Of(Firmware firmware)
    {
        Assembly? core = AssemblyLoadContext.GetLoadContext(firmware.Assembly)!.Assemblies.FirstOrDefault(assembly => assembly.GetName().Name == "AsyncCore");
        Type? loop = core?.GetType("AsyncCore.EventLoop");
        return core?.GetType("AsyncCore.CompilerServices.Trampoline")?.GetField("Running", Any) is { } running
            && loop?.GetProperty("Current", Any) is { } current
            && loop.GetProperty("IsRunning", Any) is { } isRunning
            && loop.GetMethod("DescribeTasks", Any, []) is { } describeTasks
            && loop.GetMethod("DescribeRunning", Any, []) is { } describeRunning
            && core.GetType("AsyncCore.Callback") is { } callback
            && loop.GetMethod("Inquire", Any, [callback]) is { } inquire
            ? new FirmwareLoop(running, current, isRunning, describeTasks, describeRunning, inquire, callback)
            : null;
    }

    /// <summary>All tasks as text, which the loop makes between two turns.</summary>
    /// <returns>Null if it did not come to it within <paramref name="patience"/>.</returns>
    public string? DescribeTasks(TimeSpan patience)
    {
        Task<string> answer = AskForTasks();
        return Task.WhenAny(answer, Task.Delay(patience)).Result == answer ? answer.Result : null;
    }

    /// <summary>All tasks as text, for who knows that the loop stands still.</summary>
    public string DescribeTasks() => (string)describeTasks.Invoke(Loop, null)!;

    /// <summary>Lets the loop tell all tasks between two turns.</summary>
    public Task<string> AskForTasks() => Ask(() => (string)describeTasks.Invoke(Loop, null)!);

    /// <summary>The task whose turn it is and the coroutine it is in; null between turns. True as long as the turn lasts, so of use for long ones only.</summary>
    public string? DescribeRunning() => (string?)describeRunning.Invoke(Loop, null);

    /// <summary>How many turns there were since the loop counts them, which it does from the first call on, and the longest since the last one. For the loop's thread, between two turns.</summary>
    /// <returns>Null if that is not known yet.</returns>
    public (int Turns, TimeSpan Longest)? ReadTurns() => turns?.Read(Loop);

    /// <summary>Lets the loop count its turns no more. For the loop's thread, between two turns.</summary>
    public void ForgetTurns() => turns?.Forget(Loop);

    /// <summary>Lets the loop do something between two turns.</summary>
    public Task<T> Ask<T>(Func<T> question)
    {
        TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Asker asker = new(() =>
        {
            try
            {
                answer.TrySetResult(question());
            }
            catch (Exception exception)
            {
                answer.TrySetException(exception);
            }
        });
        inquire.Invoke(Loop, BindingFlags.DoNotWrapExceptions, null, [Delegate.CreateDelegate(callback, asker, nameof(Asker.Call))], null);
        return answer.Task;
    }

    /// <summary>A target for the firmware's own type of delegate.</summary>
    private sealed class Asker(Action action)
    {
        public void Call() => action();
    }
}
