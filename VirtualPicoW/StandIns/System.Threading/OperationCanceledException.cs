namespace System.Threading;

/// <summary>An operation was cancelled. In another namespace than .NET's own.</summary>
public class OperationCanceledException : SystemException
{
    /// <summary>Without a message.</summary>
    public OperationCanceledException()
    {
    }

    /// <summary>With a message.</summary>
    public OperationCanceledException(string message)
        : base(message)
    {
    }

    /// <summary>With a cause.</summary>
    public OperationCanceledException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
