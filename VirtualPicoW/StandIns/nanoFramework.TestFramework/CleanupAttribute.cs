using System;

namespace nanoFramework.TestFramework;

/// <summary>Runs once, after the tests of its class.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class CleanupAttribute : Attribute;
