namespace VirtualPicoW;

/// <summary>Why mbedTLS ends a handshake: its error codes, and the flags with which it refuses a certificate.</summary>
internal static class TlsCode
{
    public const int ConnectionReset = -0x0050;
    public const int HandshakeFailure = -0x6E00;
    public const int InvalidRecord = -0x7200;
    public const int ConnectionEnded = -0x7280;
    public const int FatalAlert = -0x7780;

    public const int Expired = 0x01;
    public const int WrongName = 0x04;
    public const int NotTrusted = 0x08;
    public const int Missing = 0x40;
    public const int Other = 0x0100;
    public const int NotYetValid = 0x0200;
    public const int WrongUse = 0x0800;
    public const int WrongPurpose = 0x1000;
    public const int WeakHash = 0x4000;
    public const int WeakKey = 0x010000;
}
