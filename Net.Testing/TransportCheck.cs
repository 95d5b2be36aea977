namespace AsyncCore.Net.Testing;

/// <summary>Checks one thing in one direction.</summary>
internal delegate Coroutine TransportCheck(Transport near, Transport far);
