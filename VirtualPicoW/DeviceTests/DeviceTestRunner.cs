using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;

namespace VirtualPicoW;

/// <summary>
/// The tests of an assembly that was written with nanoFramework's test framework, run on a virtual board as nanoFramework's own
/// launcher runs them: one after the other, without instances, the set-up of a class once before its first test.
/// </summary>
public sealed class DeviceTestRunner : IDisposable
{
    private const string Attributes = "nanoFramework.TestFramework.";

    /// <summary>How the line of a stack trace begins that is left of the call when the runtime has made a jump of it.</summary>
    private const string OwnFrame = "   at " + nameof(VirtualPicoW) + "." + nameof(DeviceTestRunner) + ".";

    private const BindingFlags Methods = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private readonly string path;
    private readonly Func<BoardOptions> options;
    private readonly TimeSpan limit;
    private readonly Dictionary<Type, DeviceTestResult> setUp = [];
    private Dictionary<string, DeviceTest> tests;

    /// <summary>Loads the tests onto a board.</summary>
    /// <param name="path">The test assembly, which nanoFramework wants to be called NFUnitTest.dll.</param>
    /// <param name="options">Describes the board, whenever a new one is needed; by default one that joins a network at once.</param>
    /// <param name="limit">How long a test may take; five minutes unless told otherwise.</param>
    /// <exception cref="InvalidFirmwareException">The file is not there, or not built for nanoFramework.</exception>
    public DeviceTestRunner(string path, Func<BoardOptions>? options = null, TimeSpan? limit = null)
    {
        this.path = path;
        this.options = options ?? (() => new BoardOptions { JoinTime = TimeSpan.Zero });
        this.limit = limit ?? TimeSpan.FromMinutes(5);
        (Board, tests) = Boot();
        All = tests.Values.ToArray();
        Names = tests.Keys.ToArray();
    }

    /// <summary>The board they run on. A test that fails may leave it in disorder, so that the next one gets a new board.</summary>
    public VirtualBoard Board { get; private set; }

    /// <summary>
    /// The tests, in the order of the assembly: class, method and data row, as in <c>SleepTests.Sleep_is_never_shorter_than_asked(10)</c>.
    /// </summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The same tests, as methods of the board they were first loaded onto.</summary>
    internal IReadOnlyList<DeviceTest> All { get; }

    /// <summary>Runs one test, and before it the set-up of its class if that has not run yet.</summary>
    public DeviceTestResult Run(string name)
    {
        DeviceTest test = tests[name];
        Type type = test.Method.DeclaringType!;
        if (!this.setUp.TryGetValue(type, out DeviceTestResult? setUp))
        {
            this.setUp[type] = setUp = RunAll(type, "SetupAttribute");
        }

        if (setUp.Outcome != DeviceTestOutcome.Passed)
        {
            return setUp;
        }

        DeviceTestResult result = Invoke(test.Method, test.Arguments);
        if (result.Outcome == DeviceTestOutcome.Failed)
        {
            Replace();
        }

        return result;
    }

    /// <summary>Runs the clean-up of the classes whose tests have run, and switches the board off.</summary>
    public void Dispose()
    {
        foreach (Type type in setUp.Keys.ToArray())
        {
            RunAll(type, "CleanupAttribute");
        }

        Board.Stop();
    }

    private static IEnumerable<DeviceTest> TestsOf(MethodInfo method)
    {
        object?[][] rows = method.GetCustomAttributes(false)
            .Where(attribute => attribute.GetType().FullName == Attributes + "DataRowAttribute")
            .Select(row => (object?[])row.GetType().GetProperty("MethodParameters")!.GetValue(row)!)
            .ToArray();
        return rows.Length > 0 ? rows.Select(row => new DeviceTest(method, row))
            : Has(method, "TestMethodAttribute") ? [new DeviceTest(method, [])]
            : [];
    }

    // The attributes' types belong to the board's own copy of the test framework, so they are known by name.
    private static bool Has(MemberInfo member, string attribute) =>
        member.GetCustomAttributesData().Any(data => data.AttributeType.FullName == Attributes + attribute);

    private static DeviceTestResult Call(MethodInfo method, object?[] arguments)
    {
        try
        {
            NullReceiver.Caller(method)(Convert(method, arguments));
            return new DeviceTestResult(DeviceTestOutcome.Passed);
        }
        catch (Exception exception) when (exception.GetType().FullName == Attributes + "SkipTestException")
        {
            return new DeviceTestResult(DeviceTestOutcome.Skipped, exception.Message);
        }
        catch (Exception exception)
        {
            return Failure(exception);
        }
    }

    // What an exception tells of itself begins with its type and message; the rest is where it came from, and what caused it. How the test was called is not of interest.
    private static DeviceTestResult Failure(Exception exception)
    {
        string message = $"{exception.GetType()}: {exception.Message}";
        string told = exception.ToString();
        string trace = told.StartsWith(message, StringComparison.Ordinal) ? told[message.Length..] : exception.StackTrace ?? "";
        int call = trace.LastIndexOf(NullReceiver.Frame, StringComparison.Ordinal);
        call = call < 0 ? trace.LastIndexOf(OwnFrame, StringComparison.Ordinal) : call;
        return new DeviceTestResult(DeviceTestOutcome.Failed, message, FirmwareTraces.Tidy(call < 0 ? trace : trace[..call]).Trim('\r', '\n'));
    }

    private static object?[] Convert(MethodInfo method, object?[] arguments)
    {
        ParameterInfo[] parameters = method.GetParameters();
        return parameters.Length == arguments.Length
            ? arguments.Select((argument, index) => Convert(argument, parameters[index].ParameterType)).ToArray()
            : throw new ArgumentException($"{method.Name} has {parameters.Length} parameters, its data row has {arguments.Length} values.");
    }

    private static object? Convert(object? argument, Type type) => argument is IConvertible && type.IsPrimitive
        ? System.Convert.ChangeType(argument, type, CultureInfo.InvariantCulture)
        : argument;

    private (VirtualBoard Board, Dictionary<string, DeviceTest> Tests) Boot()
    {
        VirtualBoard board = new(options());
        Dictionary<string, DeviceTest> tests = board.Load(path).Assembly.GetTypes()
            .Where(type => type.IsClass && Has(type, "TestClassAttribute"))
            .SelectMany(type => type.GetMethods(Methods))
            .SelectMany(TestsOf)
            .ToDictionary(test => test.Name);
        return (board, tests);
    }

    private DeviceTestResult RunAll(Type type, string attribute) => type.GetMethods(Methods)
        .Where(method => Has(method, attribute))
        .Select(method => Invoke(method, []))
        .FirstOrDefault(result => result.Outcome != DeviceTestOutcome.Passed)
        ?? new DeviceTestResult(DeviceTestOutcome.Passed);

    private DeviceTestResult Invoke(MethodInfo method, object?[] arguments)
    {
        DeviceTestResult? result = null;
        return Board.World.Run(method.Name, () => result = Call(method, arguments), limit)
            ? result!
            : new DeviceTestResult(DeviceTestOutcome.Failed, $"{method.Name} did not end within {limit.TotalSeconds} s.");
    }

    private void Replace()
    {
        Board.Stop();
        setUp.Clear();
        (Board, tests) = Boot();
    }
}
