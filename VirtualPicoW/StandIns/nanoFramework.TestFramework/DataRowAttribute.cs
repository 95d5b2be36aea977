using System;

namespace nanoFramework.TestFramework;

/// <summary>Runs the test once with these arguments.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public class DataRowAttribute(params object[] methodParameters) : Attribute
{
    /// <summary>The arguments.</summary>
    public object[] MethodParameters { get; } = methodParameters;
}
