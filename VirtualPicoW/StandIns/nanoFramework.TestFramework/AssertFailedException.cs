using System;

namespace TestFrameworkShared;

/// <summary>An assertion did not hold.</summary>
public class AssertFailedException : Exception
{
    /// <summary>With a cause.</summary>
    public AssertFailedException(string msg, Exception ex)
        : base(msg, ex)
    {
    }

    /// <summary>With a message.</summary>
    public AssertFailedException(string msg)
        : base(msg)
    {
    }

    /// <summary>Without a message.</summary>
    public AssertFailedException()
    {
    }
}
