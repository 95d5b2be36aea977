namespace VirtualPicoW.Hardware;

/// <summary>A TLS connection after its handshake. Failures are <see cref="SocketFailure"/>s.</summary>
public interface ITlsSession
{
    /// <summary>How many bytes are decrypted and not yet read. What is still in the socket does not count.</summary>
    int Available { get; }

    /// <summary>
    /// Waits for the first bytes; 0 means that the peer has ended the connection, with a word or without. The timeout ends with the first
    /// byte of a record: for the rest of it the wait has no end, and a record that carries no bytes is waited past.
    /// </summary>
    int Read(byte[] buffer, int offset, int size, int timeoutMilliseconds);

    /// <summary>Sends everything, waiting as often as needed.</summary>
    void Write(byte[] buffer, int offset, int size, int timeoutMilliseconds);

    /// <summary>Says goodbye, if there is room for that, and closes the socket.</summary>
    void Close();
}
