using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Weaver.Tests.Harness;

/// <summary>What the compiler is told to make of async methods: classes that a debugger understands, or structs that are fast.</summary>
public enum Shape
{
    Debug,
    Release,
}

/// <summary>Runs a theory once for each shape; more data go before it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BothShapesAttribute : DataAttribute
{
    public override bool SupportsDiscoveryEnumeration() => true;

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([new TheoryDataRow(Shape.Debug), new TheoryDataRow(Shape.Release)]);
}
