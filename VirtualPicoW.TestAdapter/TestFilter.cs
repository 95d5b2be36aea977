using System;
using System.Linq;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Adapter;

namespace VirtualPicoW.TestAdapter;

/// <summary>The tests that <c>dotnet test --filter</c> asks for, by <c>FullyQualifiedName</c>, <c>DisplayName</c>, <c>ClassName</c> or <c>Name</c>.</summary>
internal sealed class TestFilter
{
    private static readonly string[] Properties = [nameof(TestCase.FullyQualifiedName), nameof(TestCase.DisplayName), "ClassName", "Name"];

    private readonly ITestCaseFilterExpression? expression;

    private TestFilter(ITestCaseFilterExpression? expression) => this.expression = expression;

    /// <summary>The filter of a run; without one every test matches.</summary>
    /// <exception cref="TestPlatformFormatException">It is none, or asks for a property that tests do not have.</exception>
    public static TestFilter Of(IRunContext context) => new(context.GetTestCaseFilter(Properties, _ => null));

    /// <summary>A discovery has a filter, too, if the context offers one: its interface does not.</summary>
    public static TestFilter Of(IDiscoveryContext context) => context is IRunContext run ? Of(run) : new TestFilter(null);

    /// <summary>Whether the test was asked for.</summary>
    public bool Matches(TestCase test) => expression?.MatchTestCase(test, property => ValueOf(test, property)) ?? true;

    private static string? ValueOf(TestCase test, string property)
    {
        int dot = test.FullyQualifiedName.LastIndexOf('.');
        return property.ToUpperInvariant() switch
        {
            "FULLYQUALIFIEDNAME" => test.FullyQualifiedName,
            "DISPLAYNAME" => test.DisplayName,
            "CLASSNAME" => test.FullyQualifiedName[..dot],
            "NAME" => test.FullyQualifiedName[(dot + 1)..],
            _ => null,
        };
    }
}
