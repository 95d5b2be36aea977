using VirtualPicoW.Hardware;

namespace VirtualPicoW;

/// <summary>A datagram that the board has sent.</summary>
/// <param name="To">To whom.</param>
/// <param name="Length">How many bytes it had.</param>
/// <param name="Text">Its beginning as text.</param>
internal sealed record SentDatagram(Endpoint To, int Length, string Text);
