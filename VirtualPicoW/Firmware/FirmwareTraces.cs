using System;
using System.Diagnostics;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>
/// Lets the stack trace of a firmware's exception tell its whole way: the line that threw, and each await on the way out. .NET's own ends at the event loop, and
/// begins anew where the exception is thrown again: behind a <c>finally</c>, a filter or an await.
/// </summary>
/// <remarks>
/// <code>
///   thrown             the stack is remembered, as it is not known how far the exception will get
///   thrown again       what the stack has lost since becomes text that precedes what .NET tells from here on
///   out of coroutines  AsyncCore tells which ones it ends without resuming them: the text gets the lines of their awaits
/// </code>
/// </remarks>
internal static partial class FirmwareTraces
{
    private const int MaxLength = 20_000;

    private static readonly ConditionalWeakTable<Exception, Story> Stories = [];

    [ThreadStatic]
    private static bool isBusy;

    [ThreadStatic]
    private static long allocatedBytes;

    static FirmwareTraces() => AppDomain.CurrentDomain.FirstChanceException += (_, thrown) => Guard(thrown.Exception, NoteThrow);

    /// <summary>How much the traces of this thread's exceptions have allocated: it is the virtual board's, not the firmware's, and varies with what .NET remembers.</summary>
    public static long AllocatedBytes => allocatedBytes;

    /// <summary>Lets a firmware's AsyncCore tell of what its coroutines throw.</summary>
    public static void Listen(Assembly asyncCore)
    {
        if (asyncCore.GetType("AsyncCore.FaultTrace")?.GetField("Observed", BindingFlags.Static | BindingFlags.NonPublic) is { } observed)
        {
            MethodInfo note = typeof(Coroutines).GetMethod(nameof(Coroutines.Note))!;
            observed.SetValue(null, note.CreateDelegate(observed.FieldType, new Coroutines(asyncCore)));
        }
    }

    /// <summary>Takes out of a stack trace, or of what an exception tells of itself, the lines of the runtime's and AsyncCore's own doing, and names async methods as they were written.</summary>
    public static string Tidy(string trace) => string.Join(Environment.NewLine, trace.Split('\n')
        .Select(line => line.TrimEnd('\r'))
        .Where(line => !Plumbing.IsMatch(line))
        .Select(line => LocalFunction.Replace(StateMachine.Replace(line, "$1()"), "$1(")));

    [GeneratedRegex(@"^ +at (System\.Runtime\.(EH|ExceptionServices)\.|AsyncCore\.(EventLoop\.\w+|CompilerServices\.Trampoline\.\w+|Task\.(TakeOutcome|GetResult|get_Result)|Awaitable\.GetResult|Asyncio\.Run)\()")]
    private static partial Regex Plumbing { get; }

    /// <summary>The class and method that an async method was made into: <c>Program.&lt;Blink&gt;d__3.MoveNext()</c>.</summary>
    [GeneratedRegex(@"<(\w+|<.+)>d(__\d+)?\.MoveNext\(\)")]
    private static partial Regex StateMachine { get; }

    /// <summary>The name that a local function gets: <c>&lt;Main&gt;g__Blink|0_3(</c>.</summary>
    [GeneratedRegex(@"<\S*>g__(\w+)\|\d+(_\d+)?\(")]
    private static partial Regex LocalFunction { get; }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_stackTraceString")]
    private static extern ref string? WholeTrace(Exception exception);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_remoteStackTraceString")]
    private static extern ref string? EarlierTrace(Exception exception);

    /// <summary>What throws in here is not of interest, and must not keep the firmware's exception from its way.</summary>
    private static void Guard(Exception exception, Action<Exception> note)
    {
        if (isBusy || exception is BoardStoppedException)
        {
            return;
        }

        isBusy = true;
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            note(exception);
        }
        catch (Exception)
        {
            // The trace stays .NET's.
        }
        finally
        {
            allocatedBytes += GC.GetAllocatedBytesForCurrentThread() - before;
            isBusy = false;
        }
    }

    private static void NoteThrow(Exception exception)
    {
        StackFrame[] stack = new StackTrace(fNeedFileInfo: true).GetFrames().Where(IsShown).ToArray();
        if (!stack.Any(IsFirmwares))
        {
            return;
        }

        if (!Stories.TryGetValue(exception, out Story? story))
        {
            Stories.Add(exception, new Story { Stack = stack });
        }
        else if (new StackTrace(exception).FrameCount <= 1)
        {
            // Not by "throw;", which keeps the trace.
            story.ThrowAgain(stack);
            EarlierTrace(exception) = story.Text;
        }
    }

    private static bool IsFirmwares(StackFrame frame) =>
        frame.GetMethod()?.DeclaringType is { } type && AssemblyLoadContext.GetLoadContext(type.Assembly) is FirmwareContext;

    /// <summary>
    /// Not what .NET hides itself, nor what stands on top of the stack because something is thrown and looked at. (How much of that there is changes when .NET compiles its own code anew.)
    /// </summary>
    private static bool IsShown(StackFrame frame) =>
        frame.GetMethod() is { } method && !method.IsDefined(typeof(StackTraceHiddenAttribute)) && method.DeclaringType is var type
        && type?.IsDefined(typeof(StackTraceHiddenAttribute)) != true && type?.Namespace != typeof(ExceptionDispatchInfo).Namespace && type != typeof(FirmwareTraces) && type?.DeclaringType != typeof(FirmwareTraces);

    /// <summary>A tidy trace of which each line ends, or nothing.</summary>
    private static string Lines(string trace)
    {
        string tidy = Tidy(trace).Trim('\r', '\n');
        return tidy.Length == 0 ? "" : tidy + Environment.NewLine;
    }

    /// <summary>What is known of an exception so far.</summary>
    private sealed class Story
    {
        private string textAtEndOfTask = "";
        private bool wasCaughtInSameMethod;

        /// <summary>Its way up to where it was thrown last. Each line ends.</summary>
        public string Text { get; private set; } = "";

        /// <summary>The stack where it was thrown last.</summary>
        public StackFrame[] Stack { get; set; } = [];

        /// <summary>What was on the stack and is no more has been left: down to the method that caught it.</summary>
        public void ThrowAgain(StackFrame[] stack)
        {
            if (stack[0].GetMethod() is { Name: "TakeOutcome" or "GetResult" or "get_Result", DeclaringType.FullName: "AsyncCore.Task" })
            {
                // Whoever awaited the task before and caught it is not on its way.
                Text = textAtEndOfTask;
                Stack = [];
            }

            if (Text.Length > MaxLength)
            {
                // One object that is thrown again and again.
                Text = "";
            }

            StackFrame[] before = Stack;
            int kept = 0;
            while (kept < before.Length && kept < stack.Length && IsSame(before[^(kept + 1)], stack[^(kept + 1)]))
            {
                kept++;
            }

            if (kept > 0 && kept == stack.Length)
            {
                // Within a catch block: the method still seems to be at the call that threw.
                wasCaughtInSameMethod = true;
                kept--;
            }
            else
            {
                wasCaughtInSameMethod = kept + 1 == stack.Length && kept < before.Length && before[^(kept + 1)].GetMethod() == stack[0].GetMethod();
            }

            Text += Lines(string.Concat(before[..^kept].Select(frame => new StackTrace(frame).ToString())));
            Stack = stack;
        }

        /// <summary>It has come out of a coroutine. The line that only threw again what it had caught is left out.</summary>
        public void Leave(string trace, string awaits, bool endsTask)
        {
            string told = Lines(trace[Math.Min(Text.Length, trace.Length)..]);
            Text += (wasCaughtInSameMethod ? told[(told.IndexOf('\n') + 1)..] : told) + awaits;
            Stack = [];
            wasCaughtInSameMethod = false;
            textAtEndOfTask = endsTask ? Text : textAtEndOfTask;
        }

        private static bool IsSame(StackFrame one, StackFrame other) => one.GetMethod() == other.GetMethod() && one.GetNativeOffset() == other.GetNativeOffset();
    }

    /// <summary>The coroutines of a board's own AsyncCore.</summary>
    private sealed class Coroutines(Assembly asyncCore)
    {
        /// <summary>The state of a coroutine that has started the one that threw by itself, and stands on the stack: .NET tells its line.</summary>
        private const int Running = -1;

        private readonly FieldInfo caller = asyncCore.GetType("AsyncCore.Coroutine", throwOnError: true)!.GetField("Caller")!;
        private readonly FieldInfo state = asyncCore.GetType("AsyncCore.Awaitable", throwOnError: true)!.GetField("State")!;

        /// <summary>An exception has come out of a coroutine; those that await it, up to the one that handles it, end too.</summary>
        public void Note(Exception exception, object thrower, object handler) => Guard(exception, _ =>
        {
            string awaits = "";
            for (object coroutine = caller.GetValue(thrower)!; coroutine != handler; coroutine = caller.GetValue(coroutine)!)
            {
                int awaitNumber = (int)state.GetValue(coroutine)!;
                if (awaitNumber != Running)
                {
                    awaits += Lines(AwaitLines.Find(coroutine.GetType(), awaitNumber) ?? "");
                }
            }

            Story story = Stories.GetOrCreateValue(exception);
            story.Leave(exception.StackTrace ?? "", awaits, endsTask: caller.GetValue(handler) == null);
            EarlierTrace(exception) = null;
            WholeTrace(exception) = story.Text.TrimEnd('\r', '\n');
        });
    }
}
