namespace AsyncCore;

/// <summary>Something that blocks its thread; see <see cref="Asyncio.ToThread"/>.</summary>
/// <returns>Its result, or null.</returns>
public delegate object BlockingCall();
