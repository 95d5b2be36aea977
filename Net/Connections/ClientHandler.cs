namespace AsyncCore.Net;

/// <summary>
/// Serves one client of a <see cref="Server"/>, as a task of its own. The connection is closed when it returns or fails. In asyncio:
/// <c>client_connected_cb</c>.
/// </summary>
/// <param name="stream">The connection to the client.</param>
/// <returns>The coroutine that the server runs.</returns>
public delegate Coroutine ClientHandler(Stream stream);
