using System.Globalization;
using System.Linq;
using System.Reflection;

namespace VirtualPicoW;

/// <summary>One test written with nanoFramework's test framework: a method, and a data row if it has some.</summary>
public sealed class DeviceTest
{
    internal DeviceTest(MethodInfo method, object?[] arguments)
    {
        Method = method;
        Arguments = arguments;
        Name = arguments.Length == 0
            ? $"{method.DeclaringType!.Name}.{method.Name}"
            : $"{method.DeclaringType!.Name}.{method.Name}({string.Join(", ", arguments.Select(Describe))})";
    }

    /// <summary>Class, method and arguments, as in <c>SleepTests.Sleep_is_never_shorter_than_asked(10)</c>.</summary>
    public string Name { get; }

    internal MethodInfo Method { get; }

    internal object?[] Arguments { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static string Describe(object? argument) => argument switch
    {
        null => "null",
        string text => $"\"{text}\"",
        _ => System.Convert.ToString(argument, CultureInfo.InvariantCulture)!,
    };
}
