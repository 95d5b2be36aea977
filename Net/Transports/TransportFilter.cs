namespace AsyncCore.Net;

/// <summary>
/// Puts a layer between the connection of a <see cref="Server"/>'s client and its stream: encryption, a greeting, a count of bytes. It runs in the client's task before the handler; if it
/// fails, the connection is closed and that is reported.
/// </summary>
/// <param name="transport">The connection.</param>
/// <returns>What the stream is to stand on; closing it must close the connection.</returns>
public delegate Coroutine<Transport> TransportFilter(Transport transport);
