using System;

namespace VirtualPicoW;

/// <summary>One thing that happened to a board, as it is kept for the page.</summary>
/// <param name="Time">When, since boot.</param>
/// <param name="Pin">The GP number, if it is a change of level.</param>
/// <param name="High">The level after it, if it is one.</param>
/// <param name="What">What happened, if it is something else: a <see cref="LogLine"/>, a <see cref="SentDatagram"/>, a <see cref="LoopSample"/> or a <see cref="MemorySample"/>.</param>
internal readonly record struct JournalEntry(TimeSpan Time, int Pin, bool High, object? What);
