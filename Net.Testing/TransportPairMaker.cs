namespace AsyncCore.Net.Testing;

/// <summary>Makes two transports that are connected to each other; anew at each call. The checks close both.</summary>
/// <returns>Both ends.</returns>
public delegate Coroutine<Transport[]> TransportPairMaker();
