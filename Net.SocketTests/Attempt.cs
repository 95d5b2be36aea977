using AsyncCore;

namespace NetTests;

/// <summary>Something that may fail.</summary>
internal delegate Coroutine Attempt();
