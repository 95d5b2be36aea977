using System;

namespace nanoFramework.TestFramework;

/// <summary>The test does not apply here.</summary>
public class SkipTestException(string message = null, Exception innerException = null) : Exception(message, innerException);
