namespace AsyncCore;

/// <summary>Is told of failures that nobody else will see.</summary>
/// <param name="loop">The loop.</param>
/// <param name="context">What happened; a new object each time.</param>
public delegate void ExceptionHandler(EventLoop loop, ExceptionContext context);
