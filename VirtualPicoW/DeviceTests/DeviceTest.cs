using System;
using System.Globalization;
using System.Linq;
using System.Reflection;

namespace VirtualPicoW;

/// <summary>One test written with nanoFramework's test framework: a method, and a data row if it has some.</summary>
internal sealed class DeviceTest(MethodInfo method, object?[] arguments)
{
    /// <summary>The test itself.</summary>
    public MethodInfo Method { get; } = method;

    /// <summary>What it is called with.</summary>
    public object?[] Arguments { get; } = arguments;

    /// <summary>Class, method and arguments.</summary>
    public string Name { get; } = $"{method.DeclaringType!.Name}.{method.Name}"
        + (arguments.Length == 0 ? string.Empty : $"({string.Join(", ", arguments.Select(Describe))})");

    private static string Describe(object? argument) => argument switch
    {
        null => "null",
        string text => $"\"{text}\"",
        _ => Convert.ToString(argument, CultureInfo.InvariantCulture)!,
    };
}
