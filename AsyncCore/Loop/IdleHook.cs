namespace AsyncCore;

/// <summary>Is told that nobody is ready, so that the board may sleep.</summary>
/// <param name="durationMs">How long at most, in milliseconds: until the next deadline or poll; <c>long.MaxValue</c> if only the outside can end it.</param>
public delegate void IdleHook(long durationMs);
