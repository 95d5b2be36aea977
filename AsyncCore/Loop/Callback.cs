namespace AsyncCore;

/// <summary>Something for the loop to do between turns; see <see cref="EventLoop.CallSoonThreadSafe"/>.</summary>
public delegate void Callback();
