using System;
using System.Diagnostics;
using TestFrameworkShared;

namespace nanoFramework.TestFramework;

/// <summary>Assertions.</summary>
[StackTraceHidden]
public sealed partial class Assert
{
    /// <summary>Both are the same object.</summary>
    public static void AreSame(object expected, object actual, string message = "") =>
        That(ReferenceEquals(expected, actual), $"expected the object {Describe(expected)}, got {Describe(actual)}", message);

    /// <summary>They are two objects.</summary>
    public static void AreNotSame(object notExpected, object actual, string message = "") =>
        That(!ReferenceEquals(notExpected, actual), $"got the object {Describe(actual)} in spite of all", message);

    /// <summary>The text contains the part.</summary>
    public static void Contains(string expected, string value, string message = "") =>
        That(value.Contains(expected, StringComparison.Ordinal), $"expected {Describe(expected)} in {Describe(value)}", message);

    /// <summary>The text does not contain the part.</summary>
    public static void DoesNotContains(string notExpected, string value, string message = "") =>
        That(!value.Contains(notExpected, StringComparison.Ordinal), $"found {Describe(notExpected)} in {Describe(value)}", message);

    /// <summary>The text starts like this.</summary>
    public static void StartsWith(string expected, string value, string message = "") =>
        That(value.StartsWith(expected, StringComparison.Ordinal), $"expected {Describe(expected)} at the start of {Describe(value)}", message);

    /// <summary>The text ends like this.</summary>
    public static void EndsWith(string expected, string value, string message = "") =>
        That(value.EndsWith(expected, StringComparison.Ordinal), $"expected {Describe(expected)} at the end of {Describe(value)}", message);

    /// <summary>The condition holds.</summary>
    public static void IsTrue(bool condition, string message = "") => That(condition, "expected true, got false", message);

    /// <summary>The condition does not hold.</summary>
    public static void IsFalse(bool condition, string message = "") => That(!condition, "expected false, got true", message);

    /// <summary>The value is null.</summary>
    public static void IsNull(object value, string message = "") => That(value == null, $"expected null, got {Describe(value)}", message);

    /// <summary>The value is not null.</summary>
    public static void IsNotNull(object value, string message = "") => That(value != null, "got null", message);

    /// <summary>The value is of the type.</summary>
    public static void IsInstanceOfType(object value, Type expected, string message = "") =>
        That(expected.IsInstanceOfType(value), $"expected a {expected}, got {Describe(value)}", message);

    /// <summary>The value is not of the type.</summary>
    public static void IsNotInstanceOfType(object value, Type notExpected, string message = "") =>
        That(!notExpected.IsInstanceOfType(value), $"got the {notExpected} {Describe(value)}", message);

    /// <summary>The action throws an exception of exactly this type.</summary>
    public static void ThrowsException(Type exception, Action action, string message = "")
    {
        try
        {
            action();
        }
        catch (Exception thrown) when (thrown.GetType() == exception)
        {
            return;
        }
        catch (Exception thrown)
        {
            throw new AssertFailedException(Sentence($"expected a {exception}, got {thrown}", message), thrown);
        }

        throw new AssertFailedException(Sentence($"expected a {exception}, got no exception", message));
    }

    /// <summary>Ends the test: it does not apply here.</summary>
    public static void SkipTest(string message = null) => throw new SkipTestException(message);

    internal static void That(bool condition, string complaint, string message)
    {
        if (!condition)
        {
            throw new AssertFailedException(Sentence(complaint, message));
        }
    }

    private static void RequireEqual(object expected, object actual, string message) =>
        That(Equals(expected, actual), $"expected {Describe(expected)}, got {Describe(actual)}", message);

    private static void RequireNotEqual(object notExpected, object actual, string message) =>
        That(!Equals(notExpected, actual), $"got {Describe(actual)} in spite of all", message);

    private static string Sentence(string complaint, string message) =>
        string.IsNullOrEmpty(message) ? $"{complaint}." : $"{complaint}: {message}";

    private static string Describe(object value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        _ => value.ToString(),
    };
}
